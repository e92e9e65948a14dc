#!/usr/bin/env python3
"""Asks nft whether it accepts rulesets, without loading them (`nft -c`): JSON lines {id, text} in, {id, accepted, error}
out, all in one process. With "list": true the ruleset is loaded and `nft -j list ruleset` comes back as `listing`.
`accepted` is null where nft itself broke down (1.0.6 ends some nonsense with an assertion). Run it under `unshare --net`, with `--user --map-root-user` where there is no root.
"""
import ctypes, json, os, subprocess, sys

LINKS = ["wan0", "lan0", "dmz0"]  # the router's cables: `iif wan0` needs them to exist
lib = ctypes.CDLL("libnftables.so.1")
lib.nft_ctx_new.restype = ctypes.c_void_p
lib.nft_ctx_get_error_buffer.restype = ctypes.c_char_p
lib.nft_ctx_get_output_buffer.restype = ctypes.c_char_p
JSON = 16  # NFT_CTX_OUTPUT_JSON


def ask(text, listed):
    ctx = ctypes.c_void_p(lib.nft_ctx_new(0))
    lib.nft_ctx_buffer_error(ctx)
    lib.nft_ctx_buffer_output(ctx)
    if listed:
        lib.nft_run_cmd_from_buffer(ctx, b"flush ruleset")
    lib.nft_ctx_set_dry_run(ctx, not listed)
    failed = lib.nft_run_cmd_from_buffer(ctx, text.encode())
    error = lib.nft_ctx_get_error_buffer(ctx).decode("utf8", "replace")
    answer = {"accepted": not failed, "error": error}
    if listed and not failed:
        lib.nft_ctx_output_set_flags(ctx, JSON)
        lib.nft_run_cmd_from_buffer(ctx, b"list ruleset")
        answer["listing"] = json.loads(lib.nft_ctx_get_output_buffer(ctx))
    lib.nft_ctx_free(ctx)
    return answer


def answer(cases, pipe):
    """In a child process, which an assertion of nft may end."""
    os.dup2(os.open("/dev/null", os.O_WRONLY), 2)
    with os.fdopen(pipe, "w") as out:
        for case in cases:
            out.write(json.dumps({"id": case["id"], **ask(case["text"], case.get("list", False))}) + "\n")
            out.flush()


def main():
    for link in LINKS:
        subprocess.run(["ip", "tuntap", "add", link, "mode", "tap"], stderr=subprocess.DEVNULL)
    cases = [json.loads(line) for line in sys.stdin]
    done = 0
    while done < len(cases):
        read, write = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(read)
            answer(cases[done:], write)
            os._exit(0)
        os.close(write)
        with os.fdopen(read) as answers:
            for line in answers:
                sys.stdout.write(line)
                done += 1
        os.waitpid(child, 0)
        if done < len(cases):
            print(json.dumps({"id": cases[done]["id"], "accepted": None, "error": "nft broke down"}))
            done += 1


main()

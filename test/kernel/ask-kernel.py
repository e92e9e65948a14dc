#!/usr/bin/env python3
"""Asks the running Linux kernel what it does with packets; driven by kernel-process.ts over JSON lines.

Runs in a network namespace of its own (started under `unshare --net`, with `--user --map-root-user` where there is
no root). The router's three cables are TAP devices: what is written to one arrives, what leaves can be read.

  {"load": text}                             -> {"ok", "error", "listing"}     replaces the ruleset, forgets connections
  {"dev": "wan0", "frame": hex}              -> {"trace", "frames"}            a frame arrives
  {"dev": null, "version": 4, "to": address, "packet": hex}                   the router itself sends
                                             -> {"trace", "frames", "refused"}

`trace`: one list for each event of the kernel's rule trace: packet id, family, table, chain, kind (1 policy, 2 return,
3 rule), handle, verdict, headers (hex). `frames`: [device, hex] of everything that left.
"""
import ctypes, fcntl, json, os, re, socket, struct, subprocess, sys

DEVICES = {
    "wan0": ("02:00:00:00:01:01", ["203.0.113.1/24", "2001:db8:1::1/64"]),
    "lan0": ("02:00:00:00:02:01", ["192.168.10.1/24", "fd00:10::1/64"]),
    "dmz0": ("02:00:00:00:03:01", ["192.168.20.1/24", "fd00:20::1/64"]),
}
ROUTES = ["default via 203.0.113.254 dev wan0", "default via 2001:db8:1::fe dev wan0"]
# Another router: {"devices": {name: [MAC, [addresses]]}, "routes": [for `ip route add`]} as the argument.
if len(sys.argv) > 1:
    DEVICES, ROUTES = (json.loads(sys.argv[1])[key] for key in ("devices", "routes"))
FIRST = next(iter(DEVICES))
SYSCTLS = {
    "net/ipv4/ip_forward": 1, "net/ipv6/conf/all/forwarding": 1, "net/ipv6/conf/default/forwarding": 1,
    "net/ipv4/conf/all/rp_filter": 0, "net/ipv4/conf/default/rp_filter": 0,
    "net/ipv4/conf/all/send_redirects": 0, "net/ipv4/conf/default/send_redirects": 0,
    "net/ipv4/icmp_ratelimit": 0, "net/ipv6/icmp/ratelimit": 0, "net/ipv4/icmp_msgs_per_sec": 1000000,
    "net/ipv6/conf/all/accept_ra": 0, "net/ipv6/conf/default/accept_ra": 0,
    "net/ipv6/conf/default/router_solicitations": 0, "net/ipv6/conf/default/dad_transmits": 0,
}
STATES = ["invalid", "established", "related", "new", "untracked"]
WATCH = "sigap_watch"
# The table that watches: tracing on before all else, the state told by which rule matches, and everything that input
# accepts swallowed after conntrack has confirmed it, so that the router's own stack stays silent. IPv6 has no sysctl
# against the redirects that a router sends when a packet leaves by where it came in; how many it sends depends on the
# clock (inet_peer_xrlim_allow), and each would use up tokens of the limits under test: they are dropped first of all.
WATCH_TABLE = f"""table inet {WATCH} {{
  chain swallow {{ type filter hook input priority 2147483647; drop; }}
  chain trace_in {{ type filter hook prerouting priority -2147483648; meta nftrace set 1; }}
  chain trace_out {{ type filter hook output priority -2147483648
    ip6 saddr fe80::/10 icmpv6 type nd-redirect drop
    meta nftrace set 1; }}
  chain state_in {{ type filter hook prerouting priority -199
    {"; ".join("ct state " + s for s in STATES)}; }}
  chain state_out {{ type filter hook output priority -199
    {"; ".join("ct state " + s for s in STATES)}; }}
}}
"""
MARKER = 0x88B6
TUNSETIFF, IFF_TAP, IFF_NO_PI = 0x400454CA, 2, 0x1000
NETLINK_NETFILTER, TRACE_GROUP, TRACE_MESSAGE, CT_DELETE = 12, 9, (10 << 8) | 17, (1 << 8) | 2
HEADER = struct.Struct("=IHHII")


class Nft:
    """nft -f, within this process: loading takes about a millisecond."""

    def __init__(self):
        self.lib = ctypes.CDLL("libnftables.so.1")
        self.lib.nft_ctx_new.restype = ctypes.c_void_p
        for name in ("nft_ctx_get_output_buffer", "nft_ctx_get_error_buffer"):
            getattr(self.lib, name).restype = ctypes.c_char_p
        self.ctx = ctypes.c_void_p(self.lib.nft_ctx_new(0))
        self.lib.nft_ctx_buffer_output(self.ctx)
        self.lib.nft_ctx_buffer_error(self.ctx)

    def run(self, text, handles=False):
        self.lib.nft_ctx_output_set_flags(self.ctx, 8 if handles else 0)
        failed = self.lib.nft_run_cmd_from_buffer(self.ctx, text.encode())
        said = self.lib.nft_ctx_get_error_buffer(self.ctx) if failed else self.lib.nft_ctx_get_output_buffer(self.ctx)
        return not failed, said.decode("utf8", "replace")

    def renew(self):
        """Variables outlive a command; a new context has none."""
        self.lib.nft_ctx_free(self.ctx)
        self.__init__()


def open_tap(name, mac, addresses):
    fd = os.open("/dev/net/tun", os.O_RDWR | os.O_NONBLOCK)
    fcntl.ioctl(fd, TUNSETIFF, struct.pack("16sH22x", name.encode(), IFF_TAP | IFF_NO_PI))
    ip = [f"link set {name} address {mac} arp off multicast off", f"link set {name} up"]
    ip += [f"addr add {a} dev {name}" + (" nodad" if ":" in a else "") for a in addresses]
    subprocess.run(["ip", "-batch", "-"], input="\n".join(ip), text=True, check=True)
    return fd


def attributes(data):
    """Netlink attributes by type."""
    found, at = {}, 0
    while at + 4 <= len(data):
        size, kind = struct.unpack_from("=HH", data, at)
        if size < 4:
            break
        found[kind & 0x3FFF] = data[at + 4 : at + size]
        at += (size + 3) & ~3
    return found


def number(data):
    return int.from_bytes(data or b"", "big")


class Kernel:
    def __init__(self):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})  # one CPU has one queue: frames stay in order
        for name, value in SYSCTLS.items():
            try:
                with open("/proc/sys/" + name, "w") as knob:
                    knob.write(str(value))
            except OSError:
                pass  # this kernel has no such knob
        subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
        self.taps = {name: open_tap(name, *how) for name, how in DEVICES.items()}
        subprocess.run(["ip", "-batch", "-"], input="\n".join("route add " + r for r in ROUTES), text=True, check=True)
        self.nft = Nft()
        ok, said = self.nft.run(WATCH_TABLE)
        if not ok:
            raise RuntimeError(said)
        self.trace = self.netlink()
        self.trace.setsockopt(270, 1, TRACE_GROUP)
        self.trace.setblocking(False)
        self.conntrack = self.netlink()
        self.marker = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(MARKER))
        self.marker.bind((FIRST, MARKER))
        self.marker.settimeout(5)
        self.raw = {v: socket.socket(f, socket.SOCK_RAW, 255) for v, f in ((4, socket.AF_INET), (6, socket.AF_INET6))}

    @staticmethod
    def netlink():
        sock = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
        sock.bind((0, 0))
        return sock

    def load(self, text):
        self.nft.renew()
        _, listing = self.nft.run("list tables")
        others = [t for t in re.findall(r"table (\w+ \S+)", listing) if t != "inet " + WATCH]
        self.nft.run("".join(f"delete table {t}\n" for t in others))
        ok, said = self.nft.run(re.sub(r"(?m)^\s*flush ruleset;?\s*$", "", text))
        self.conntrack.send(HEADER.pack(20, CT_DELETE, 5, 1, 0) + struct.pack("=BBH", 0, 0, 0))
        self.conntrack.recv(4096)
        self.collect()
        if not ok:
            return {"ok": False, "error": said.strip(), "listing": ""}
        return {"ok": True, "error": None, "listing": self.nft.run("list ruleset", handles=True)[1]}

    def send(self, ask):
        refused = None
        if ask["dev"] is None:
            try:
                self.raw[ask["version"]].sendto(bytes.fromhex(ask["packet"]), (ask["to"], 0))
            except OSError as problem:
                refused = problem.strerror
        else:
            os.write(self.taps[ask["dev"]], bytes.fromhex(ask["frame"]))
        self.settle()
        frames, trace = self.collect()
        return {"trace": trace, "frames": frames, "refused": refused}

    def settle(self):
        """Returns when all that was sent before has been dealt with (twice: an answer may loop back once)."""
        frame = bytes(6) + bytes(6) + struct.pack("!H", MARKER) + bytes(46)
        for _ in range(2):
            os.write(self.taps[FIRST], frame)
            self.marker.recv(100)

    def collect(self):
        frames = []
        for name, fd in self.taps.items():
            while True:
                try:
                    frames.append([name, os.read(fd, 4096).hex()])
                except BlockingIOError:
                    break
        events = []
        while True:
            try:
                data = self.trace.recv(65536)
            except BlockingIOError:
                return frames, events
            at = 0
            while at + 20 <= len(data):
                size, kind = struct.unpack_from("=IH", data, at)
                if kind == TRACE_MESSAGE:
                    events.append(self.event(data[at + 16], attributes(data[at + 20 : at + size])))
                at += max((size + 3) & ~3, 16)

    @staticmethod
    def event(family, a):
        code = number(a.get(16) or attributes(a.get(5, b"")).get(1))
        name = lambda kind: a.get(kind, b"").rstrip(b"\0").decode()
        headers = (a.get(8, b"") + a.get(9, b"")).hex()
        return [number(a.get(6)), family, name(1), name(2), number(a.get(4)), number(a.get(3)), code, headers]


def main():
    kernel = Kernel()
    version = subprocess.run(["nft", "--version"], capture_output=True, text=True).stdout.split()
    print(json.dumps({"ready": True, "kernel": os.uname().release, "nft": version[1] if len(version) > 1 else "?"}), flush=True)
    for line in sys.stdin:
        ask = json.loads(line)
        print(json.dumps(kernel.load(ask["load"]) if "load" in ask else kernel.send(ask)), flush=True)


main()

/**
 * Service names -> port numbers, as getaddrinfo finds them in a Debian 12 system (names registered at IANA, RFC 6335).
 * nft has no table of its own: a name it cannot look up is an error there too. An entry is a port with its names;
 * one without a port has the port after the one before it.
 */
const TABLE = `\
1 tcpmux rtmp,nbp,6 zip,echo,9 discard sink null,11 systat users,13 daytime,15 netstat,17 qotd quote,\
19 chargen ttytst source,ftp-data,ftp fsp fspd,ssh,telnet,25 smtp mail,37 time timserver,43 whois nicname,\
49 tacacs,53 domain,67 bootps,bootpc,tftp,gopher,79 finger,http www,88 kerberos kerberos5 krb5 kerberos-sec,\
102 iso-tsap tsap,104 acr-nema dicom,106 poppassd,110 pop3 pop-3,sunrpc portmapper,\
113 auth authentication tap ident,119 nntp readnews untp,123 ntp,135 epmap loc-srv,137 netbios-ns,\
netbios-dgm,netbios-ssn,143 imap2 imap,161 snmp,snmp-trap snmptrap,cmip-man,cmip-agent,174 mailq,177 xdmcp,\
179 bgp,199 smux,209 qmtp,z3950 wais,213 ipx,319 ptp-event,ptp-general,345 pawserv,zserv,369 rpc2portmap,\
codaauth2,clearcase Clearcase,389 ldap,427 svrloc,443 https,snpp,microsoft-ds,464 kpasswd,\
submissions ssmtp smtps urd,487 saft,500 isakmp,512 exec biff comsat,login who whod,shell cmd syslog,\
printer spooler,517 talk,ntalk,520 route router routed,538 gdomap,540 uucp uucpd,543 klogin,kshell krcmd,\
546 dhcpv6-client,dhcpv6-server,afpovertcp,554 rtsp,563 nntps snntp,587 submission,607 nqs,623 asf-rmcp,\
628 qmqp,631 ipp,636 ldaps,646 ldp,655 tinc,706 silc,749 kerberos-adm,kerberos4 kerberos-iv kdc,\
kerberos-master kerberos_master,passwd-server passwd_server,754 krb-prop krb_prop krb5_prop hprop,\
775 moira-db moira_db,777 moira-update moira_update,779 moira-ureg moira_ureg,783 spamd,853 domain-s,\
871 supfilesrv,873 rsync,989 ftps-data,ftps,992 telnets,imaps,995 pop3s,1080 socks,1093 proofd,rootd,\
1099 rmiregistry,1127 supfiledbg,1178 skkserv,1194 openvpn,1210 predict,1236 rmtcfg,1313 xtel,xtelw,\
1352 lotusnote lotusnotes,1433 ms-sql-s,ms-sql-m,1524 ingreslock,1645 datametrics old-radius,\
sa-msg-port old-radacct,1649 kermit,1677 groupwise,1701 l2f l2tp,1812 radius,radius-acct radacct,\
2000 cisco-sccp,2049 nfs,2086 gnunet,2101 rtcm-sc104,zephyr-srv,zephyr-clt,zephyr-hm,2119 gsigatekeeper,\
2121 iprop,2135 gris,2401 cvspserver,2430 venus,venus-se,codasrv,codasrv-se,2583 mon,2600 zebrasrv,zebra,\
ripd,ripngd,ospfd,bgpd,ospf6d,ospfapi,isisd,2628 dict,2792 f5-globalsite,2811 gsiftp,2947 gpsd,\
3050 gds-db gds_db,3130 icpv2 icp,3205 isns,3260 iscsi-target,3306 mysql,3389 ms-wbt-server,3493 nut,\
3632 distcc,3689 daap,svn subversion,4031 suucp,4094 sysrqd,4190 sieve,4353 f5-iquery,4369 epmd,4373 remctl,\
4460 ntske,4500 ipsec-nat-t,4557 fax,4559 hylafax,4569 iax,4691 mtn,4899 radmin-port,4949 munin lrrd,\
5060 sip,sip-tls,5222 xmpp-client jabber-client,5269 xmpp-server jabber-server,5308 cfengine,5353 mdns,\
5432 postgresql postgres,5555 rplay,freeciv rptp,5666 nrpe,nsca,5671 amqps,amqp,5680 canna,6000 x11 x11-0,\
x11-1,x11-2,x11-3,x11-4,x11-5,x11-6,x11-7,6346 gnutella-svc,gnutella-rtr,6379 redis,\
6444 sge-qmaster sge_qmaster,sge-execd sge_execd,mysql-proxy,6514 syslog-tls,6566 sane-port sane saned,\
6667 ircd,6696 babel,ircs-u,7000 bbs afs3-fileserver,afs3-callback,afs3-prserver,afs3-vlserver,\
afs3-kaserver,afs3-volser,7007 afs3-bos,afs3-update,afs3-rmtsys,7100 font-service xfs,8021 zope-ftp,\
8080 http-alt webcache,tproxy,8088 omniorb,8140 puppet,8990 clc-build-daemon,9098 xinetd,9101 bacula-dir,\
bacula-fd,bacula-sd,9418 git,9667 xmms2,9673 zope,10000 webmin,10050 zabbix-agent,zabbix-trapper,\
10080 amanda,kamanda,amandaidx,amidxtape,10809 nbd,11371 hkp,17001 sgi-cmsd,sgi-crsd,sgi-gcd,sgi-cad,\
17500 db-lsp,22125 dcap,22128 gsidcap,22273 wnn6,24554 binkp,27374 asp,30865 csync2,57000 dircproxy,\
60177 tfido,60179 fido`;

export const SERVICES: ReadonlyMap<string, number> = new Map(portsByName());

function* portsByName(): Iterable<[name: string, port: number]> {
  let port = 0;
  for (const entry of TABLE.split(',')) {
    const words = entry.split(' ');
    port = /^\d/.test(entry) ? Number(words.shift()) : port + 1;
    for (const name of words) yield [name, port];
  }
}

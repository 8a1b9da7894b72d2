#!/bin/bash
# Makes a bare Debian 12 or Ubuntu 24.04 a benchmark machine. As root, from a clone of the project:
#
#   runners/hosts/setup.sh --repository OWNER/NAME --branch main --proxy ADDRESS:PORT \
#     --runner actions-runner-linux-x64.tar.gz --sha256 DIGEST [--isolate 1-3]
#
# --runner   the runner's archive and the SHA-256 that GitHub prints beside it (Settings, Actions, Runners, New)
# --proxy    the one address that jobs may reach; README.md says what it lets through
# --isolate  cores for servers and load tools alone; without it the kernel's command line is left as it is
#
# It can be run again: it then brings the machine to the same state.
set -euo pipefail

fail() {
  echo "setup: $1" >&2
  exit "${2:-1}"
}

repository='' branch=main proxy='' runner='' digest='' isolate=''
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || fail "$1 takes a value; the head of this file says which" 2
  case "$1" in
    --repository) repository=$2 ;;
    --branch) branch=$2 ;;
    --proxy) proxy=$2 ;;
    --runner) runner=$2 ;;
    --sha256) digest=$2 ;;
    --isolate) isolate=$2 ;;
    *) fail "there is no option $1" 2 ;;
  esac
  shift 2
done
[[ $repository =~ ^[A-Za-z0-9._-]+/[A-Za-z0-9._-]+$ ]] || fail "--repository takes OWNER/NAME" 2
[[ $branch =~ ^[A-Za-z0-9._/-]+$ ]] || fail "--branch takes the name of the default branch" 2
[[ $proxy =~ ^[0-9.]+:[0-9]+$ ]] || fail "--proxy takes an address and a port, such as 10.0.0.2:3128" 2
[[ $digest =~ ^[0-9a-f]{64}$ ]] || fail "--sha256 takes 64 hexadecimal digits" 2
[[ $isolate =~ ^[0-9,-]*$ ]] || fail "--isolate takes a list of cores, such as 1-3" 2
[ -f "$runner" ] || fail "--runner: there is no file $runner" 2
[ "$(id -u)" = 0 ] || fail "it must be root"
echo "$digest  $runner" | sha256sum --check --quiet || fail "$runner is not what GitHub published"
here=$(cd "$(dirname "$0")" && pwd)
user=wallclock-runner

apt-get update -qq
# What `deno task doctor` asks for, from the distribution where it has it; git and nodejs for the runner's actions.
DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
  ca-certificates git nftables procps util-linux libicu-dev unzip wrk nodejs npm \
  build-essential pkg-config libh2o-evloop-dev python3 python3-venv

# No password, no shell, no group but its own, nothing to become root with.
id "$user" >/dev/null 2>&1 ||
  useradd --system --user-group --home-dir /var/lib/$user/home --shell /usr/sbin/nologin "$user"
[ "$(id -Gn "$user")" = "$user" ] || fail "$user is in more groups than its own: $(id -Gn "$user")"
install -d -o "$user" -g "$user" -m 0700 /var/lib/$user

rm -rf /opt/$user.new
install -d -m 0755 /opt/$user.new
tar --extract --gzip --file "$runner" --directory /opt/$user.new --no-same-owner
rm -rf /opt/$user
mv /opt/$user.new /opt/$user

install -d -m 0755 /usr/local/lib/wallclock /etc/wallclock
install -m 0755 "$here"/{job_started,run_once,wipe,tune}.sh /usr/local/lib/wallclock/
install -m 0644 "$here"/wallclock-{runner,tuning}.service /etc/systemd/system/
cat >/etc/wallclock/runner.env <<END
WALLCLOCK_REPOSITORY=$repository
WALLCLOCK_BRANCH=$branch
WALLCLOCK_SERVER=https://github.com
http_proxy=http://$proxy
https_proxy=http://$proxy
no_proxy=127.0.0.1,localhost
END

# Without connection tracking: its cost would be in every packet between server and load tool.
cat >/etc/nftables.conf <<END
#!/usr/sbin/nft -f
flush ruleset
table inet wallclock {
  chain output {
    type filter hook output priority filter; policy accept;
    # A resolver on this machine would carry messages out; the proxy looks names up.
    meta l4proto { tcp, udp } th dport 53 meta skuid $user counter reject
    oif lo accept
    meta skuid $user ip daddr ${proxy%:*} tcp dport ${proxy#*:} accept
    meta skuid $user counter reject
  }
}
END
# One by one: systemctl stops at the first that there is not.
for unit in irqbalance.service unattended-upgrades.service apt-daily.timer apt-daily-upgrade.timer; do
  systemctl disable --now "$unit" 2>/dev/null || true
done
systemctl daemon-reload
systemctl enable nftables wallclock-tuning
systemctl restart nftables wallclock-tuning

if [ -n "$isolate" ]; then
  install -d /etc/default/grub.d
  echo "GRUB_CMDLINE_LINUX=\"\$GRUB_CMDLINE_LINUX isolcpus=$isolate nohz_full=$isolate rcu_nocbs=$isolate\"" \
    >/etc/default/grub.d/wallclock.cfg
  update-grub
  echo "setup: restart the machine for the isolated cores"
fi
echo "setup: done; \`deno task doctor --strict\` says whether this machine is quiet enough"

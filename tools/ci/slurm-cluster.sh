# A SLURM cluster of two nodes on this machine, in a folder of its own, without systemd. Sourced by slurm.sh.
#   start_cluster          writes $cluster/slurm.conf and starts munged, slurmctld and both slurmd
#   start_node NAME        starts one slurmd (again)
#   kill_node NAME         kill -9: its slurmd, its steps and what they run, as when the machine loses power
#   stop_cluster           ends every process that was started here, by its id

cluster=$(mktemp -d /tmp/plumbline-slurm.XXXXXX)
export SLURM_CONF=$cluster/slurm.conf
declare -A node_pid=()
daemon_pids=()

install_slurm() {
  command -v slurmctld slurmd munged sbatch >/dev/null && return
  apt-get -qq update
  DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends slurm-wlm munge
}

# below the range that the kernel gives to clients, so that nobody takes them by chance
write_conf() {
  local port=$((20000 + $$ % 10000))
  cat >"$SLURM_CONF" <<CONF
ClusterName=plumbline
SlurmctldHost=$(hostname -s)(127.0.0.1)
SlurmctldPort=$port
SlurmUser=root
SlurmdUser=root
# cred_expire, s: a requeued task waits as long, two minutes by default
AuthInfo=socket=$cluster/munge/socket,cred_expire=10
StateSaveLocation=$cluster/state
SlurmdSpoolDir=$cluster/spool.%n
SlurmctldPidFile=$cluster/slurmctld.pid
SlurmdPidFile=$cluster/slurmd.%n.pid
SlurmctldLogFile=$cluster/slurmctld.log
SlurmdLogFile=$cluster/slurmd.%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=task/none
SelectType=select/cons_tres
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
ReturnToService=2
SlurmdTimeout=10
KillWait=5
# the largest index is one less: seven shards are three arrays
MaxArraySize=4
SlurmdParameters=config_overrides
SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
NodeName=n1 NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=$((port + 1)) CPUs=1 RealMemory=4000
NodeName=n2 NodeHostname=$(hostname -s) NodeAddr=127.0.0.1 Port=$((port + 2)) CPUs=1 RealMemory=4000
PartitionName=all Nodes=n[1-2] Default=YES MaxTime=INFINITE State=UP
CONF
}

start_munge() {
  install -d -o munge -g munge -m 755 "$cluster/munge"
  install -d -o munge -g munge -m 700 "$cluster/munge/private"
  dd if=/dev/urandom of="$cluster/munge/private/key" bs=128 count=1 status=none
  chown munge: "$cluster/munge/private/key"
  chmod 400 "$cluster/munge/private/key"
  local own=$cluster/munge
  setpriv --reuid=munge --regid=munge --clear-groups munged --foreground --key-file="$own/private/key" --socket="$own/socket" \
    --pid-file="$own/pid" --log-file="$own/private/log" --seed-file="$own/private/seed" >"$cluster/munged.out" 2>&1 &
  daemon_pids+=($!)
}

start_node() {
  slurmd -D -N "$1" >"$cluster/slurmd.$1.out" 2>&1 &
  node_pid[$1]=$!
}

start_cluster() {
  chmod 755 "$cluster"
  mkdir "$cluster/state"
  write_conf
  start_munge
  wait_for 20 'munged' test -S "$cluster/munge/socket"
  slurmctld -D >"$cluster/slurmctld.out" 2>&1 &
  daemon_pids+=($!)
  start_node n1
  start_node n2
  wait_for 30 'both nodes' both_idle
}

both_idle() { [[ $(sinfo --noheader --Node --format=%t 2>/dev/null | grep -c '^idle$') == 2 ]]; }

# wait_for SECONDS WHAT command…
wait_for() {
  local end=$((SECONDS + $1)) what=$2
  shift 2
  until "$@"; do
    ((SECONDS < end)) || { echo "slurm.sh: waited too long for: $what"; return 1; }
    sleep 0.5
  done
}

# ids of the processes whose environment has a line
processes_with() {
  local proc
  for proc in /proc/[0-9]*; do
    [[ ${proc#/proc/} == "$$" || ${proc#/proc/} == "$BASHPID" ]] && continue
    if { tr '\0' '\n' <"$proc/environ" | grep -qxF -- "$1"; } 2>/dev/null; then echo "${proc#/proc/}"; fi
  done
}

# From the top down: a step that outlived its task by a moment would report the death of the task.
kill_node() {
  local tasks pid
  tasks=$(processes_with "SLURMD_NODENAME=$1")
  kill -9 "${node_pid[$1]}"
  wait "${node_pid[$1]}" 2>/dev/null || true
  for pid in $tasks; do kill_step "$(awk '$1 == "PPid:" { print $2 }' "/proc/$pid/status" 2>/dev/null)"; done
  for pid in $tasks; do kill -9 "$pid" 2>/dev/null || true; done
}

kill_step() {
  if grep -qx slurmstepd "/proc/$1/comm" 2>/dev/null; then kill -9 "$1"; fi
}

# SLURM_CONF is ours alone, and everything started here inherits it
stop_cluster() {
  local pid
  scancel --quiet --state=PENDING,RUNNING --user=root 2>/dev/null || true
  for pid in "${node_pid[@]}" "${daemon_pids[@]}"; do kill "$pid" 2>/dev/null || true; done
  for pid in $(processes_with "SLURM_CONF=$SLURM_CONF"); do kill -9 "$pid" 2>/dev/null || true; done
  wait 2>/dev/null || true
  rm -rf "$cluster"
}

//! What the child takes from itself before it reads a byte of a stranger.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use rustix::time::{ClockId, clock_gettime};

use crate::Limits;

/// File descriptors of the worker.
const DESCRIPTORS: u64 = 16;

/// What the kernel refuses to this process, beyond the limits that every Unix keeps.
///
/// Both are false where the kernel is too old or built without them: the limits hold all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Confinement {
    /// No path can be opened any more (Landlock).
    pub files: bool,
    /// No socket can be made and no program started any more (seccomp).
    pub calls: bool,
}

/// Confines this process for the rest of its life: memory, descriptors, no file written, no core, then no path, no socket and no program.
///
/// For processes that call [`read_in_process`](crate::read_in_process) themselves; [`worker_main`](crate::worker_main) does it. It has to be called before
/// other threads start: Landlock holds this thread and those that it starts. Processor time is limited file by file, so not here.
///
/// # Errors
///
/// What the system answers when a limit cannot be set. That Landlock or seccomp are missing is no error; the answer tells it.
pub fn confine(limits: &Limits) -> std::io::Result<Confinement> {
    limit(Resource::As, limits.memory_bytes)?;
    limit(Resource::Nofile, DESCRIPTORS)?;
    limit(Resource::Fsize, 0)?;
    limit(Resource::Core, 0)?;
    Ok(kernel::confine())
}

/// Gives the next file its processor time: at least `seconds` beyond what this process has used, at most one more.
pub(crate) fn allow_cpu(seconds: u32) -> rustix::io::Result<()> {
    let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec.unsigned_abs();
    let maximum = getrlimit(Resource::Cpu).maximum;
    let wanted = used + 1 + u64::from(seconds);
    // Under the hard limit, which would kill without telling why.
    let current = maximum.map_or(wanted, |held| wanted.min(held.saturating_sub(1)));
    setrlimit(Resource::Cpu, Rlimit { current: Some(current), maximum })
}

/// Lowers a limit so that no thread of this process can lift it.
fn limit(resource: Resource, value: u64) -> rustix::io::Result<()> {
    // An inherited limit may be lower than ours; it stays.
    let held = getrlimit(resource).maximum.unwrap_or(u64::MAX);
    let value = Some(held.min(value));
    setrlimit(resource, Rlimit { current: value, maximum: value })
}

#[cfg(target_os = "linux")]
mod kernel {
    use std::collections::BTreeMap;

    use landlock::{ABI, Access, AccessFs, AccessNet, Ruleset, RulesetAttr, RulesetStatus, Scope};
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter, TargetArch};

    use super::Confinement;

    /// The newest rules we know; an older kernel keeps those of them that it knows.
    const RULES: ABI = ABI::V6;

    /// Calls that no parser makes: sockets, programs, other processes, and the ways around them.
    const REFUSED: &[libc::c_long] = &[
        libc::SYS_socket,
        libc::SYS_socketpair,
        libc::SYS_connect,
        libc::SYS_bind,
        libc::SYS_listen,
        libc::SYS_accept,
        libc::SYS_accept4,
        libc::SYS_sendto,
        libc::SYS_sendmsg,
        libc::SYS_sendmmsg,
        libc::SYS_execve,
        libc::SYS_execveat,
        libc::SYS_ptrace,
        libc::SYS_process_vm_readv,
        libc::SYS_process_vm_writev,
        libc::SYS_pidfd_getfd,
        libc::SYS_io_uring_setup,
        libc::SYS_bpf,
        libc::SYS_perf_event_open,
        libc::SYS_userfaultfd,
        libc::SYS_keyctl,
        libc::SYS_mount,
        libc::SYS_unshare,
        libc::SYS_setns,
        libc::SYS_memfd_create,
    ];

    pub(super) fn confine() -> Confinement {
        // Landlock first: the call that sets it up is not to pass a filter.
        Confinement { files: no_paths().unwrap_or(false), calls: no_calls().unwrap_or(false) }
    }

    fn no_paths() -> Result<bool, landlock::RulesetError> {
        let status = Ruleset::default()
            .handle_access(AccessFs::from_all(RULES))?
            .handle_access(AccessNet::from_all(RULES))?
            .scope(Scope::from_all(RULES))?
            .create()?
            .restrict_self()?;
        Ok(status.ruleset != RulesetStatus::NotEnforced)
    }

    fn no_calls() -> Result<bool, Box<dyn std::error::Error>> {
        let architecture = TargetArch::try_from(std::env::consts::ARCH)?;
        let refused: BTreeMap<i64, _> = REFUSED.iter().map(|call| (*call, Vec::new())).collect();
        // Refused with an error and not with death: what a library tries in vain must not cost the file.
        let refuse = SeccompAction::Errno(libc::EPERM.unsigned_abs());
        let filter = SeccompFilter::new(refused, SeccompAction::Allow, refuse, architecture)?;
        let program: BpfProgram = filter.try_into()?;
        seccompiler::apply_filter_all_threads(&program)?;
        Ok(true)
    }
}

#[cfg(not(target_os = "linux"))]
mod kernel {
    use super::Confinement;

    pub(super) const fn confine() -> Confinement {
        Confinement { files: false, calls: false }
    }
}

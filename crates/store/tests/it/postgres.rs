//! A PostgreSQL server for the tests, where its programs are installed.

use std::{
    ffi::OsStr,
    fs,
    io::Write,
    os::unix::{fs::MetadataExt, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

/// A server that listens on a socket in a folder of its own.
pub(crate) struct Server {
    programs: PathBuf,
    folder: PathBuf,
    databases: AtomicU32,
    /// Its end closes a pipe, upon which the server is stopped and its folder removed, whatever ended us.
    _keeper: Child,
}

/// The server of this run of the tests; none where PostgreSQL is not installed.
pub(crate) fn server() -> Option<&'static Server> {
    static SERVER: OnceLock<Option<Server>> = OnceLock::new();
    SERVER
        .get_or_init(|| {
            let programs = programs();
            if programs.is_none() {
                // Past the test harness, which would swallow it.
                let note = "note: the tests of the store on PostgreSQL are skipped: no initdb in /usr/lib/postgresql/*/bin or PATH\n";
                std::io::stderr().write_all(note.as_bytes()).unwrap();
            }
            programs.map(Server::start)
        })
        .as_ref()
}

impl Server {
    fn start(programs: PathBuf) -> Self {
        let folder = tempfile::Builder::new().prefix("sartor-pg-").tempdir().unwrap().keep();
        // PostgreSQL refuses to run as root.
        let other = (fs::metadata(&folder).unwrap().uid() == 0).then(unprivileged);
        if let Some((user, group)) = other {
            std::os::unix::fs::chown(&folder, Some(user), Some(group)).unwrap();
        }
        let run = |program: &OsStr| {
            let mut command = Command::new(program);
            command.current_dir(&folder).env_clear().env("PATH", "/usr/bin:/bin").env("LC_ALL", "C.UTF-8");
            if let Some((user, group)) = other {
                command.uid(user).gid(group);
            }
            command
        };
        let made = run(programs.join("initdb").as_os_str())
            .args(["-D", "data", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync"])
            .output()
            .unwrap();
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        let script = r#""$1/postgres" -D data -k "$2" -c listen_addresses= -c fsync=off -c max_connections=200 >log 2>&1 &
            server=$!
            read -r _
            kill -INT $server
            wait $server
            rm -rf "$2""#;
        let keeper = run(OsStr::new("sh"))
            .args([
                OsStr::new("-c"),
                OsStr::new(script),
                OsStr::new("sh"),
                programs.as_os_str(),
                folder.as_os_str(),
            ])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let server = Self { programs, folder, databases: AtomicU32::new(0), _keeper: keeper };
        let begun = Instant::now();
        while !server.make("template0", "first") {
            assert!(begun.elapsed() < Duration::from_secs(60), "PostgreSQL does not start");
            std::thread::sleep(Duration::from_millis(100));
        }
        server
    }

    /// The address of a new and empty database.
    pub(crate) fn database(&self) -> String {
        let name = format!("test{}", self.databases.fetch_add(1, Ordering::Relaxed));
        assert!(self.make("template0", &name), "the database {name} cannot be made");
        format!("postgres://postgres@localhost/{name}?host={}", self.folder.display())
    }

    fn make(&self, template: &str, name: &str) -> bool {
        let made = Command::new(self.programs.join("createdb"))
            .args(["-h".as_ref(), self.folder.as_os_str()])
            .args(["-U", "postgres", "-T", template, name])
            .output()
            .unwrap();
        made.status.success()
    }
}

/// The folder of the newest programs.
fn programs() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path().join("bin")))
        .collect();
    folders.sort();
    folders.reverse();
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    let whole =
        |folder: &PathBuf| ["initdb", "postgres", "createdb"].iter().all(|name| folder.join(name).exists());
    folders.into_iter().find(whole).map(|folder| real(&folder))
}

/// Links in a folder of the path lead to where the programs find each other.
fn real(folder: &Path) -> PathBuf {
    let program = fs::canonicalize(folder.join("initdb")).unwrap();
    program.parent().unwrap().to_owned()
}

/// User and group of `postgres`, else of `nobody`.
fn unprivileged() -> (u32, u32) {
    let users = fs::read_to_string("/etc/passwd").unwrap();
    let find = |name: &str| {
        let line = users.lines().find(|line| line.split(':').next() == Some(name))?;
        let mut numbers = line.split(':').skip(2).map(|number| number.parse().unwrap());
        Some((numbers.next()?, numbers.next()?))
    };
    find("postgres").or_else(|| find("nobody")).unwrap()
}

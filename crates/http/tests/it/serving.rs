//! Connections: their limits, and how they end.

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    thread,
    time::{Duration, Instant},
};

use sartor_http::{Config, DocumentReader, Limits, ServeError, serve};
use tokio::sync::oneshot;

use crate::kit::{InProcess, Slow, services};

const HEALTH: &str = "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";

/// A server on a port of its own; it ends when told.
struct Running {
    address: SocketAddr,
    stop: Option<oneshot::Sender<()>>,
    served: thread::JoinHandle<Result<(), ServeError>>,
}

impl Running {
    fn new(limits: Limits, reader: impl DocumentReader) -> Self {
        let (ready, address) = std::sync::mpsc::channel();
        let (stop, stopped) = oneshot::channel::<()>();
        let served = thread::spawn(move || {
            let config =
                Config { listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), limits, ..Config::default() };
            let runtime = tokio::runtime::Runtime::new().expect("a runtime");
            let ready = move |address| ready.send(address).expect("the test waits");
            runtime.block_on(serve(config, services(reader), ready, async {
                stopped.await.expect("the test tells")
            }))
        });
        let address = address.recv().expect("it listens");
        // The server keeps the words of panics to itself; tests want theirs.
        drop(thread::spawn(|| drop(std::panic::take_hook())).join());
        Self { address, stop: Some(stop), served }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit of the test");
        stream
    }

    /// Sends bytes, then waits for all that comes back.
    fn exchange(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).expect("it reads");
        all(&mut stream)
    }

    fn tell(&mut self) {
        self.stop.take().expect("once").send(()).expect("it runs");
    }

    fn end(mut self) {
        self.tell();
        self.served.join().expect("no panic").expect("a clean end");
    }
}

/// What comes until the other side ends; a reset ends it too.
fn all(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = stream.read_to_end(&mut bytes);
    String::from_utf8_lossy(&bytes).into_owned()
}

fn json(body: &str) -> String {
    format!(
        "POST /api/v1/matches HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// A page is for the reader of files; a plain text is not.
const FOR_READER: &str = "{\"resume_text\": \"<html><p>Zoé Martin\", \"posting_text\": \"Python\"}";
const SMALL: &str = "{\"resume_text\": \"Zoé Martin\", \"posting_text\": \"Python\"}";

#[test]
fn a_server_answers_cuts_slow_bodies_and_stops_when_told() {
    let server =
        Running::new(Limits { body_time: Duration::from_millis(200), ..Limits::default() }, InProcess);
    let health = server.exchange(HEALTH);
    assert!(health.starts_with("HTTP/1.1 200") && health.ends_with("ok\n"), "{health}");
    // Promises 100 bytes, sends two.
    let head =
        "POST /api/v1/matches HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n";
    let slow = server.exchange(&format!("{head}Content-Length: 100\r\n\r\n{{}}"));
    assert!(slow.starts_with("HTTP/1.1 408") && slow.contains("request.slow_body"), "{slow}");
    // A form whose parts never end.
    let form = "POST /api/v1/matches HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: multipart/form-data; boundary=e\r\nTransfer-Encoding: chunked\r\n\r\n";
    let endless = server.exchange(&format!("{form}5\r\n--e\r\n\r\n"));
    assert!(endless.starts_with("HTTP/1.1 408"), "{endless}");
    // One that comes in pieces and in time.
    let mut stream = server.connect();
    let whole = json(SMALL);
    let (first, second) = whole.split_at(whole.len() - 5);
    stream.write_all(first.as_bytes()).expect("it reads");
    thread::sleep(Duration::from_millis(50));
    stream.write_all(second.as_bytes()).expect("it reads");
    assert!(all(&mut stream).starts_with("HTTP/1.1 200"));
    server.end();
}

#[test]
fn slow_headers_are_cut_and_good_requests_still_served() {
    let server =
        Running::new(Limits { header_time: Duration::from_millis(400), ..Limits::default() }, InProcess);
    let began = Instant::now();
    let mut slow: Vec<TcpStream> = (0..50).map(|_| server.connect()).collect();
    for stream in &mut slow {
        stream.write_all(b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ").expect("it reads");
    }
    assert!(server.exchange(HEALTH).starts_with("HTTP/1.1 200"), "while others are slow");
    for stream in &mut slow {
        let answer = all(stream);
        assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 408"), "{answer}");
    }
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
    // In time.
    let mut stream = server.connect();
    let (first, second) = HEALTH.split_at(20);
    stream.write_all(first.as_bytes()).expect("it reads");
    thread::sleep(Duration::from_millis(100));
    stream.write_all(second.as_bytes()).expect("it reads");
    assert!(all(&mut stream).starts_with("HTTP/1.1 200"));
    server.end();
}

#[test]
fn headers_have_a_number_and_a_size() {
    let server = Running::new(Limits { headers: 10, header_bytes: 8192, ..Limits::default() }, InProcess);
    let asked = |count: usize, bytes: usize| {
        let more: String =
            (2..count).map(|at| format!("X-{at}: {}\r\n", "a".repeat(bytes / count))).collect();
        server.exchange(&format!("GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{more}\r\n"))
    };
    for (count, status) in [(9, "200"), (10, "200"), (11, "431")] {
        let answer = asked(count, 0);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{count}: {answer}");
    }
    for (bytes, status) in [(6_000, "200"), (40_000, "431")] {
        let answer = asked(10, bytes);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{bytes}: {answer}");
    }
    server.end();
}

/// A client that asks much and reads nothing loses its connection; others do not notice.
#[test]
fn slow_readers_are_cut() {
    let server =
        Running::new(Limits { write_time: Duration::from_millis(300), ..Limits::default() }, InProcess);
    let one = "GET /assets/htmx.min.js HTTP/1.1\r\nHost: x\r\n\r\n";
    let asked = 600;
    let mut stream = server.connect();
    stream.set_write_timeout(Some(Duration::from_secs(2))).expect("a limit of the test");
    // The server may stop reading before all is sent.
    let _ = stream.write_all(one.repeat(asked).as_bytes());
    thread::sleep(Duration::from_millis(1_500));
    assert!(server.exchange(HEALTH).starts_with("HTTP/1.1 200"));
    let answers = all(&mut stream).matches("HTTP/1.1 200").count();
    assert!(answers < asked, "{answers} of {asked}");
    server.end();
}

#[test]
fn connections_over_the_limit_wait_their_turn() {
    let server = Running::new(Limits { connections: 1, ..Limits::default() }, InProcess);
    let mut first = server.connect();
    first.write_all(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n").expect("it reads");
    let mut start = [0; 12];
    first.read_exact(&mut start).expect("it answers");
    assert_eq!(&start, b"HTTP/1.1 200");
    let mut second = server.connect();
    second.write_all(HEALTH.as_bytes()).expect("the system takes it");
    second.set_read_timeout(Some(Duration::from_millis(300))).expect("a limit of the test");
    assert!(second.read_exact(&mut start).is_err(), "the first still holds its place");
    drop(first);
    second.set_read_timeout(Some(Duration::from_secs(30))).expect("a limit of the test");
    assert!(all(&mut second).starts_with("HTTP/1.1 200"));
    server.end();
}

/// Attack 14: what is under way is finished, what comes after is not taken.
#[test]
fn the_end_waits_for_answers_under_way() {
    let mut server = Running::new(Limits::default(), Slow(Duration::from_millis(300)));
    let mut under_way: Vec<TcpStream> = (0..6).map(|_| server.connect()).collect();
    for stream in &mut under_way {
        stream.write_all(json(FOR_READER).as_bytes()).expect("it reads");
    }
    let idle = server.connect();
    thread::sleep(Duration::from_millis(250));
    server.tell();
    for stream in &mut under_way {
        assert!(all(stream).starts_with("HTTP/1.1 200"), "an answer under way is whole");
    }
    let address = server.address;
    server.served.join().expect("no panic").expect("a clean end");
    assert!(TcpStream::connect(address).is_err(), "no one listens");
    drop(idle);
}

/// The end does not wait for ever.
#[test]
fn the_end_has_its_time() {
    let limits = Limits { drain_time: Duration::from_millis(200), ..Limits::default() };
    let mut server = Running::new(limits, InProcess);
    let mut stream = server.connect();
    stream.write_all(b"POST /api/v1/matches HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n").expect("it reads");
    thread::sleep(Duration::from_millis(100));
    let began = Instant::now();
    server.tell();
    server.served.join().expect("no panic").expect("a clean end");
    assert!(began.elapsed() < Duration::from_secs(10), "{:?}", began.elapsed());
}

#[tokio::test]
async fn an_address_that_is_taken_is_told() {
    let taken = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    let config = Config { listen: taken.local_addr().expect("an address"), ..Config::default() };
    let error = serve(config, services(InProcess), |_| {}, async {}).await.expect_err("taken");
    assert!(matches!(error, ServeError::Listen { .. }));
}

use std::{
    io::{Read, Write},
    net::{Ipv4Addr, SocketAddr, TcpStream},
    time::Duration,
};

use sartor_http::{Config, Limits, ServeError, serve};
use tokio::sync::oneshot;

use crate::kit::{InProcess, services};

fn local(limits: Limits) -> Config {
    Config { listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)), limits, ..Config::default() }
}

/// Sends bytes, then waits for all that comes back.
fn exchange(address: SocketAddr, request: &str) -> String {
    let mut stream = TcpStream::connect(address).expect("it listens");
    stream.write_all(request.as_bytes()).expect("it reads");
    let mut answer = String::new();
    stream.read_to_string(&mut answer).expect("it answers");
    answer
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_answers_cuts_slow_bodies_and_stops_when_told() {
    let (ready, address) = oneshot::channel();
    let (stop, stopped) = oneshot::channel::<()>();
    let server = tokio::spawn(serve(
        local(Limits { body_time: Duration::from_millis(100), ..Limits::default() }),
        services(InProcess),
        move |address| ready.send(address).expect("the test waits"),
        async { stopped.await.expect("the test tells") },
    ));
    let address = address.await.expect("it listens");
    let asked = tokio::task::spawn_blocking(move || {
        let health = exchange(address, "GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        // Promises 100 bytes, sends two.
        let head = "POST /api/v1/matches HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/json\r\n";
        let slow = exchange(address, &format!("{head}Content-Length: 100\r\n\r\n{{}}"));
        (health, slow)
    });
    let (health, slow) = asked.await.expect("no panic");
    assert!(health.starts_with("HTTP/1.1 200") && health.ends_with("ok\n"), "{health}");
    assert!(slow.starts_with("HTTP/1.1 408") && slow.contains("request.slow_body"), "{slow}");
    stop.send(()).expect("it runs");
    server.await.expect("no panic").expect("a clean end");
}

#[tokio::test]
async fn an_address_that_is_taken_is_told() {
    let taken = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a port is free");
    let config = Config { listen: taken.local_addr().expect("an address"), ..Config::default() };
    let error = serve(config, services(InProcess), |_| {}, async {}).await.expect_err("taken");
    assert!(matches!(error, ServeError::Listen { .. }));
}

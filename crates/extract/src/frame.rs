//! What goes through the pipes between parent and worker: frames of four bytes of length, lowest first, and that many bytes.

use std::io::{self, ErrorKind, Read, Write};
use std::process::{ChildStdin, ChildStdout};
use std::time::{Duration, Instant};

use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// Bytes of the length before each frame.
const HEAD: usize = 4;

/// Bytes that are read at once.
const PIECE: usize = 64 << 10;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Broken {
    /// The other side has gone, or does not speak frames.
    Ended,
    /// The deadline came first.
    Late,
    /// The answer is longer than the cap.
    TooLong,
}

/// The worker's side: the next frame, or `None` when the parent has closed the pipe.
pub(crate) fn receive(input: &mut impl Read, cap: u64) -> io::Result<Option<Vec<u8>>> {
    let mut head = [0; HEAD];
    match input.read_exact(&mut head) {
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => return Ok(None),
        read => read?,
    }
    let length = u64::from(u32::from_le_bytes(head));
    if length > cap {
        return Err(ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(Some(bytes)) } else { Err(ErrorKind::UnexpectedEof.into()) }
}

/// The worker's side: sends a frame.
pub(crate) fn send(output: &mut impl Write, bytes: &[u8]) -> io::Result<()> {
    output.write_all(&head(bytes)?)?;
    output.write_all(bytes)?;
    output.flush()
}

/// Makes both ends answer at once, as [`exchange`] needs it.
pub(crate) fn unblock(input: &ChildStdin, output: &ChildStdout) -> io::Result<()> {
    rustix::io::ioctl_fionbio(input, true)?;
    Ok(rustix::io::ioctl_fionbio(output, true)?)
}

/// The parent's side: sends a frame and waits for the frame that answers it; never longer than until the deadline, whatever the worker does.
pub(crate) fn exchange(
    input: &mut ChildStdin,
    output: &mut ChildStdout,
    request: &[u8],
    cap: u64,
    deadline: Instant,
) -> Result<Vec<u8>, Broken> {
    let head = head(request).map_err(|_| Broken::Ended)?;
    let mut unsent = [&head[..], request];
    let mut answer = Vec::new();
    let mut piece = vec![0; PIECE];
    loop {
        let (readable, writable) = wait(input, output, !unsent[1].is_empty(), deadline)?;
        if readable && take(output, &mut piece, &mut answer)? && whole(&answer, cap)? {
            // Whoever answers before the question is over is not to be asked again.
            return if unsent[1].is_empty() { Ok(answer.split_off(HEAD)) } else { Err(Broken::Ended) };
        }
        if writable && !put(input, &mut unsent) {
            // It has closed its ear; what it has said until then tells why.
            unsent = [&[], &[]];
        }
    }
}

/// The parent's side: the next frame of a worker that speaks without being asked.
pub(crate) fn next(output: &mut ChildStdout, cap: u64, deadline: Instant) -> Result<Vec<u8>, Broken> {
    let mut head = [0; HEAD];
    fill(output, &mut head, deadline)?;
    let length = u64::from(u32::from_le_bytes(head));
    if length > cap {
        return Err(Broken::TooLong);
    }
    let mut bytes = vec![0; usize::try_from(length).map_err(|_| Broken::TooLong)?];
    fill(output, &mut bytes, deadline)?;
    Ok(bytes)
}

fn fill(output: &mut ChildStdout, mut room: &mut [u8], deadline: Instant) -> Result<(), Broken> {
    while !room.is_empty() {
        let left = deadline.saturating_duration_since(Instant::now());
        let timeout = Timespec::try_from(left).map_err(|_| Broken::Late)?;
        match poll(&mut [PollFd::new(output, PollFlags::IN)], Some(&timeout)) {
            Ok(0) => return Err(Broken::Late),
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(_) => return Err(Broken::Ended),
        }
        match output.read(room) {
            Ok(0) => return Err(Broken::Ended),
            Ok(count) => room = &mut room[count..],
            Err(error) if is_passing(&error) => {}
            Err(_) => return Err(Broken::Ended),
        }
    }
    Ok(())
}

fn head(bytes: &[u8]) -> io::Result<[u8; HEAD]> {
    u32::try_from(bytes.len()).map(u32::to_le_bytes).map_err(|_| ErrorKind::InvalidInput.into())
}

/// Waits for one of the pipes; whether there is something to read, and room to write.
fn wait(
    input: &ChildStdin,
    output: &ChildStdout,
    writing: bool,
    deadline: Instant,
) -> Result<(bool, bool), Broken> {
    let left = deadline.saturating_duration_since(Instant::now());
    if left == Duration::ZERO {
        return Err(Broken::Late);
    }
    let mut ends = [PollFd::new(output, PollFlags::IN), PollFd::new(input, PollFlags::OUT)];
    let count = if writing { 2 } else { 1 };
    let timeout = Timespec::try_from(left).map_err(|_| Broken::Late)?;
    match poll(&mut ends[..count], Some(&timeout)) {
        Ok(_) | Err(rustix::io::Errno::INTR) => {
            Ok((!ends[0].revents().is_empty(), writing && !ends[1].revents().is_empty()))
        }
        Err(_) => Err(Broken::Ended),
    }
}

/// Adds what has come to the answer; false where nothing had.
fn take(output: &mut ChildStdout, piece: &mut [u8], answer: &mut Vec<u8>) -> Result<bool, Broken> {
    match output.read(piece) {
        Ok(0) => Err(Broken::Ended),
        Ok(count) => {
            answer.extend_from_slice(&piece[..count]);
            Ok(true)
        }
        Err(error) if is_passing(&error) => Ok(false),
        Err(_) => Err(Broken::Ended),
    }
}

/// Whether the frame is complete.
fn whole(answer: &[u8], cap: u64) -> Result<bool, Broken> {
    let Some(head) = answer.first_chunk::<HEAD>() else { return Ok(false) };
    let length = u64::from(u32::from_le_bytes(*head));
    if length > cap {
        return Err(Broken::TooLong);
    }
    match (answer.len() as u64).cmp(&(HEAD as u64 + length)) {
        std::cmp::Ordering::Less => Ok(false),
        std::cmp::Ordering::Equal => Ok(true),
        std::cmp::Ordering::Greater => Err(Broken::Ended),
    }
}

/// Sends what the pipe takes; false once nobody listens.
fn put(input: &mut ChildStdin, unsent: &mut [&[u8]; 2]) -> bool {
    let at = usize::from(unsent[0].is_empty());
    match input.write(unsent[at]) {
        Ok(count) => {
            unsent[at] = &unsent[at][count..];
            true
        }
        Err(error) => is_passing(&error),
    }
}

fn is_passing(error: &io::Error) -> bool {
    matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::Interrupted)
}

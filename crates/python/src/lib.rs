//! The native half of the Python package `sartor`: everything is handed over as JSON or as Arrow, and the half in Python makes it pleasant.
//!
//! Files are parsed in child processes: the interpreter starts itself again with a program that only reads files, so that no file ends its host.

mod batch;
mod engine;
mod source;

use mimalloc::MiMalloc;
use pyo3::{create_exception, exceptions::PyValueError, prelude::*};

/// A resume takes hundreds of small pieces of memory, and what is found in it goes from thread to thread.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

create_exception!(
    _native,
    SartorError,
    PyValueError,
    "What was wrong and what to do, and a stable code: `args` is (code, message)."
);

/// The failure of a call.
struct Failure {
    code: String,
    message: String,
}

impl Failure {
    fn new(code: &str, message: impl Into<String>) -> Self {
        Self { code: code.to_owned(), message: message.into() }
    }
}

impl From<Failure> for PyErr {
    fn from(failure: Failure) -> Self {
        SartorError::new_err((failure.code, failure.message))
    }
}

/// Reads files for its parent until that closes its standard input; the last arguments of the process say how. Returns its exit status.
#[pyfunction]
fn worker_main() -> i32 {
    i32::from(sartor_extract::worker_main() != std::process::ExitCode::SUCCESS)
}

#[pymodule]
fn _native(module: &Bound<'_, PyModule>) -> PyResult<()> {
    module.add("SartorError", module.py().get_type::<SartorError>())?;
    module.add("__version__", env!("CARGO_PKG_VERSION"))?;
    module.add_class::<engine::Engine>()?;
    module.add_function(wrap_pyfunction!(worker_main, module)?)
}

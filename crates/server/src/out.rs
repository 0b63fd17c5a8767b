//! Standard output: lines of a command, and a quiet end when nobody reads them any more (`roviec read … | head`).

use std::fmt::Arguments;
use std::io::{ErrorKind, Write};

/// What a shell says of a program that ended because its pipe was closed: 128 and the number of SIGPIPE.
const CLOSED: i32 = 141;

/// Writes a line; where standard output is closed the program ends here, as others do, and with exit code 1 where it cannot be
/// written (a full disk).
pub fn line(line: Arguments<'_>) {
    let mut out = std::io::stdout().lock();
    let Err(error) = writeln!(out, "{line}") else { return };
    if error.kind() == ErrorKind::BrokenPipe {
        std::process::exit(CLOSED);
    }
    eprintln!("Không ghi được kết quả: {error}.");
    std::process::exit(1);
}

/// `println!` that never panics.
macro_rules! say {
    () => { $crate::out::line(format_args!("")) };
    ($($told:tt)*) => { $crate::out::line(format_args!($($told)*)) };
}
pub(crate) use say;

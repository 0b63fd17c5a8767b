//! Reading, writing and checking of messages against each other.

mod arbitrary;
mod flat;
mod hostile;
mod round;
mod samples;

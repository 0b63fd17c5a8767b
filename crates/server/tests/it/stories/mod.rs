//! The stories, by what happens in an office over a year.

mod at_once;
mod ba_dinh;
mod bad_input;
mod closing_a_period;
mod commands;
mod documents;
mod exchange;
mod killed;
mod meetings;
mod mining;
mod morning;
mod one_stop;
mod one_stop_refusals;
mod opening_the_year;
mod outputs;
mod permissions;
mod readings;
mod signing;
mod strange_input;
mod tasks;

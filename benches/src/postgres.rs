//! Databases on the PostgreSQL server that `ROVIEC_TEST_POSTGRES` names.

use anyhow::Result;
use postgres::{Client, NoTls};

/// A server on which databases may be created.
pub struct Server {
    url: String,
}

/// A database that goes when this is dropped.
pub struct Database<'a> {
    server: &'a Server,
    name: String,
    pub url: String,
}

impl Server {
    /// The server of the surroundings, if they name one.
    pub fn named() -> Option<Server> {
        std::env::var("ROVIEC_TEST_POSTGRES").ok().map(|url| Server { url })
    }

    /// A new, empty database.
    pub fn database(&self) -> Result<Database<'_>> {
        let name = format!("roviec_benches_{}", std::process::id());
        self.run(&format!("drop database if exists {name}"))?;
        self.run(&format!("create database {name}"))?;
        Ok(Database { server: self, url: self.url_of(&name), name })
    }

    fn run(&self, sql: &str) -> Result<()> {
        Ok(Client::connect(&self.url, NoTls)?.batch_execute(sql)?)
    }

    fn url_of(&self, database: &str) -> String {
        let (address, options) =
            self.url.split_once('?').map_or((&self.url[..], String::new()), |(a, o)| (a, format!("?{o}")));
        let host = address.find("://").map_or(0, |at| at + 3);
        let end = address[host..].find('/').map_or(address.len(), |at| host + at);
        format!("{}/{database}{options}", &address[..end])
    }
}

impl Drop for Database<'_> {
    fn drop(&mut self) {
        // What remains is dropped by the next run of the same number.
        let _ = self.server.run(&format!("drop database if exists {} with (force)", self.name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_stands_on_the_same_server() {
        // server, database
        let rows = [
            ("postgres://a@h:5/postgres", "postgres://a@h:5/x"),
            ("postgres://a@h", "postgres://a@h/x"),
            ("postgres://a@h/p?sslmode=disable", "postgres://a@h/x?sslmode=disable"),
        ];
        for (url, expected) in rows {
            assert_eq!(Server { url: url.into() }.url_of("x"), expected);
        }
    }
}

//! Every page that somebody can reach by following links.

use crate::client::Client;
use anyhow::Result;
use std::collections::{BTreeSet, VecDeque};

/// More pages than this from one login would mean that links never end.
const MOST: usize = 3000;

/// Every page below the first one that this visitor may open, and that one, in the order in which they are found.
pub fn pages(client: &mut Client, first: &str) -> Result<Vec<String>> {
    let (mut seen, mut found) = (BTreeSet::from([first.to_owned()]), Vec::new());
    let mut ahead = VecDeque::from([first.to_owned()]);
    while let Some(path) = ahead.pop_front() {
        let Some(html) = client.permitted_page(&path)? else { continue };
        found.push(path);
        anyhow::ensure!(found.len() <= MOST, "more than {MOST} pages below {first}");
        ahead.extend(links(&html).into_iter().filter(|link| seen.insert(link.clone())));
    }
    Ok(found)
}

/// Links of a page to other pages of the program: no files, no place within a page.
pub fn links(html: &str) -> Vec<String> {
    let targets = html.split("href=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let inside = targets.filter(|target| target.starts_with('/') && !target.starts_with("//"));
    let bare =
        inside.map(|target| target.split('#').next().unwrap_or_default().replace("&amp;", "&").replace("&#38;", "&"));
    bare.filter(|target| !is_file(target) && !turns_pages(target)).collect()
}

/// Weeks and months of a calendar follow each other without end.
fn turns_pages(target: &str) -> bool {
    target.contains("?week=") || target.contains("?month=")
}

fn is_file(target: &str) -> bool {
    let path = target.split('?').next().unwrap_or_default();
    let file = [".xlsx", ".csv", ".ics", ".pdf", ".docx"].iter().any(|end| path.ends_with(end));
    file || path.starts_with("/static/") || path.ends_with("/export") || target.contains("export=")
}

/// What kind of page an address leads to: the same for all books, numbers, codes and days.
pub fn kind(target: &str) -> String {
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let parts: Vec<&str> = path.split('/').skip(1).collect();
    let place = |(at, part): (usize, &&str)| match (at, *part) {
        (0, "tree" | "public" | "sign-in") => (*part).to_owned(),
        (0, _) => "{book}".to_owned(),
        (1, _) if parts[0] == "public" => "{book}".to_owned(),
        (2, _) if parts[1] == "indicators" => "{code}".to_owned(),
        (_, part) if part.chars().any(|c| c.is_ascii_digit()) => "{no}".to_owned(),
        (_, part) => part.to_owned(),
    };
    let path: String = parts.iter().enumerate().map(|at| format!("/{}", place(at))).collect();
    let names: BTreeSet<&str> =
        query.split('&').filter_map(|pair| pair.split('=').next()).filter(|name| !name.is_empty()).collect();
    let names: Vec<&str> = names.into_iter().collect();
    if names.is_empty() { path } else { format!("{path}?{}", names.join("&")) }
}

/// Books and logins of the one-click forms on the sign-in page.
pub fn logins(sign_in: &str) -> Vec<(String, String)> {
    let forms = sign_in.split("<form").skip(1).filter(|form| form.contains("/sign-in/demo"));
    let field = |form: &str, name: &str| {
        let (_, rest) = form.split_once(&format!("name=\"{name}\" value=\""))?;
        rest.split('"').next().map(str::to_owned)
    };
    forms.filter_map(|form| Some((field(form, "book")?, field(form, "login")?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_lead_to_pages() {
        let html = "<a href=\"/a/reports/1#S1\">1</a><a href=\"/a?x=1&amp;y=2\">2</a><a href=\"/static/style.css\">\
            <a href=\"https://example.vn/\">3</a><a href=\"/a/reports?export=reports.csv\">4</a><a href=\"/a/reports/1/export?format=pdf\">";
        assert_eq!(links(html), ["/a/reports/1", "/a?x=1&y=2"]);
    }

    #[test]
    fn kinds_know_no_numbers() {
        // address, kind
        let rows = [
            ("/ba-dinh", "/{book}"),
            ("/tree", "/tree"),
            ("/ba-dinh/reports/12/figures/S7", "/{book}/reports/{no}/figures/{no}"),
            ("/ba-dinh/indicators/thu-nsnn?cutoff=2017-04-30", "/{book}/indicators/{code}?cutoff"),
            ("/public/ba-dinh/reports/1", "/public/{book}/reports/{no}"),
        ];
        for (address, expected) in rows {
            assert_eq!(kind(address), expected);
        }
    }
}

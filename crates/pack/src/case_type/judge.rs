//! What makes a case type unusable although each line is written well: a step nobody can leave or reach, a limit for
//! which no case is left, a reference to nothing.

use super::{CaseType, FieldKind};
use crate::load::entry::Entry;
use std::collections::BTreeSet;

pub(super) fn judge(entry: &Entry<'_>, case_type: &CaseType) {
    let fault = |what: String, instead: &str| entry.source.fault(entry.at, what, instead);
    twice(case_type, &fault);
    steps(case_type, &fault);
    limits(case_type, &fault);
    rest(case_type, &fault);
}

fn twice(case_type: &CaseType, fault: &impl Fn(String, &str)) {
    let lists: [(&str, Vec<&str>); 7] = [
        ("giấy tờ", case_type.papers.iter().map(|p| p.id.as_str()).collect()),
        ("trường", case_type.fields.iter().map(|f| f.id.as_str()).collect()),
        ("bước", case_type.steps.iter().map(|s| s.id.as_str()).collect()),
        ("thời hạn", case_type.limits.iter().map(|l| l.id.as_str()).collect()),
        ("lý do tạm dừng", case_type.pauses.iter().map(|p| p.id.as_str()).collect()),
        ("kết quả", case_type.outcomes.iter().map(|o| o.id.as_str()).collect()),
        ("phí", case_type.fees.iter().map(|f| f.id.as_str()).collect()),
    ];
    for (what, ids) in lists {
        let mut seen = BTreeSet::new();
        for id in ids.into_iter().filter(|id| !seen.insert(*id)) {
            fault(format!("{what} `{id}` có hai lần"), "đặt mã khác hoặc bỏ một trong hai");
        }
    }
}

fn steps(case_type: &CaseType, fault: &impl Fn(String, &str)) {
    let steps = &case_type.steps;
    let Some(first) = steps.first() else {
        return fault("thủ tục chưa có bước nào".into(), "thêm ít nhất một [[step]]");
    };
    for step in steps {
        for next in step.next.iter().filter(|next| case_type.step(next).is_none()) {
            fault(format!("bước `{}` chuyển tới `{next}` không có", step.id), "khai báo bước này hoặc sửa `next`");
        }
        if step.next.is_empty()
            && !step.decides
            && !steps.iter().any(|s| s.decides && case_type.reaches(&s.id, &step.id))
        {
            fault(
                format!("bước `{}` không ai rời được: không có bước tiếp theo và không ra kết quả", step.id),
                "thêm `next`, hoặc `decides = true` nếu kết quả quyết định ở bước này",
            );
        }
        if !case_type.reaches(&first.id, &step.id) {
            fault(
                format!("bước `{}` không tới được từ bước đầu `{}`", step.id, first.id),
                "nối vào `next` của một bước",
            );
        }
        if !steps
            .iter()
            .any(|s| s.decides && (case_type.reaches(&step.id, &s.id) || case_type.reaches(&s.id, &step.id)))
        {
            fault(
                format!("từ bước `{}` không tới được bước ra kết quả", step.id),
                "thêm `next` dẫn tới bước có `decides = true`",
            );
        }
    }
    if !steps.iter().any(|step| step.decides) {
        fault("không bước nào ra kết quả".into(), "thêm `decides = true` vào bước quyết định");
    }
}

fn limits(case_type: &CaseType, fault: &impl Fn(String, &str)) {
    let always = case_type.limits.iter().rfind(|limit| limit.begins.is_none());
    if !always.is_some_and(|limit| limit.channel.is_none() && limit.when.is_none()) {
        fault(
            "thời hạn cuối cùng còn điều kiện, có hồ sơ sẽ không có thời hạn".into(),
            "thêm một [[limit]] cuối không có `channel` và `when`",
        );
    }
    clocks(case_type, fault);
    for limit in &case_type.limits {
        if let Some((field, value)) = &limit.when {
            match case_type.fields.iter().find(|f| f.id == *field).map(|f| &f.kind) {
                None => fault(
                    format!("thời hạn `{}` hỏi trường `{field}` không có", limit.id),
                    "khai báo [[form_field]] này",
                ),
                Some(FieldKind::Choice(choices)) if !choices.contains(value) => {
                    fault(
                        format!("thời hạn `{}` chờ “{value}” không có trong `choices`", limit.id),
                        "viết đúng một lựa chọn",
                    );
                }
                Some(_) => {}
            }
        }
        if let Some(extension) = &case_type.extension {
            if limit.limit.unit == crate::clock::Unit::SameDay {
                fault(
                    format!("thời hạn `{}` là trong ngày nên không gia hạn được", limit.id),
                    "bỏ [extension], hoặc dùng thời hạn tính bằng giờ, ngày",
                );
            } else if extension.longest.unit != limit.limit.unit {
                fault(
                    format!("gia hạn khác đơn vị với thời hạn `{}`", limit.id),
                    "viết gia hạn cùng đơn vị (ngày làm việc, ngày, tháng)",
                );
            }
        }
    }
}

/// Limits that begin with a step, and the norm of the whole case beside the legal limits.
fn clocks(case_type: &CaseType, fault: &impl Fn(String, &str)) {
    for limit in &case_type.limits {
        if let Some(step) = limit.begins.as_ref().filter(|step| case_type.step(step).is_none()) {
            fault(format!("thời hạn `{}` tính từ bước `{step}` không có", limit.id), "viết mã một [[step]]");
        }
        let norm = case_type.service_norm.filter(|norm| norm.unit == limit.limit.unit);
        if norm.is_some_and(|norm| !norm.within(limit.limit)) {
            fault(
                format!("định mức `service_norm` dài hơn thời hạn `{}`", limit.id),
                "viết định mức ngắn hơn hoặc bằng thời hạn theo luật",
            );
        }
    }
}

fn rest(case_type: &CaseType, fault: &impl Fn(String, &str)) {
    if case_type.outcomes.is_empty() {
        fault("thủ tục chưa có kết quả nào".into(), "thêm ít nhất một [[outcome]]");
    }
    if !case_type.tacit.is_empty() && case_type.outcome(&case_type.tacit).is_none() {
        fault(format!("kết quả mặc nhiên `{}` không có", case_type.tacit), "viết mã một [[outcome]]");
    }
    let at_end = |r: &super::LadderRung| matches!(r.rung, crate::clock::Rung::Due | crate::clock::Rung::After(_));
    if case_type.outcome(&case_type.tacit).is_some() && !case_type.ladder.iter().any(at_end) {
        fault("kết quả mặc nhiên cần một bậc nhắc khi hết hạn".into(), "thêm [[ladder]] với at = \"khi hết hạn\"");
    }
    for fee in case_type.fees.iter().filter(|fee| !fee.times.is_empty()) {
        let number = case_type.fields.iter().any(|f| f.id == fee.times && f.kind == FieldKind::Number);
        if !number {
            fault(
                format!("phí `{}` nhân theo trường `{}` không phải số", fee.id, fee.times),
                "viết mã một trường `number`",
            );
        }
    }
    if case_type.effective_to.is_some_and(|to| to < case_type.effective_from) {
        fault("ngày hết hiệu lực trước ngày có hiệu lực".into(), "sửa effective_from hoặc effective_to");
    }
}

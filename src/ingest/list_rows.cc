#include "ingest/list_rows.h"

#include <fmt/format.h>

#include "records/identifiers.h"

namespace chokepoint::ingest {
namespace {

constexpr char kBetween = '\x1f';
constexpr std::size_t kShownBytes = 200;

std::string join_key(std::initializer_list<std::string_view> parts) {
  std::string key;
  for (const std::string_view part : parts) {
    key += part;
    key += kBetween;
  }
  return key;
}

std::string_view failed_check(const DetailDraft& draft) {
  using enum records::IdentifierKind;
  if (draft.kind == "imo" && !records::is_valid(imo, draft.value)) return records::name(imo);
  return {};
}

}  // namespace

void append_part(std::string& line, std::string_view part, std::string_view separator) {
  if (part.empty()) return;
  if (!line.empty()) line += separator;
  line += part;
}

std::string_view trim_spaces(std::string_view text) {
  const auto is_space = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

records::Moment ListWriter::known_at(records::Moment valid_from) const {
  if (valid_from.is_known()) return valid_from;
  return options_.known_at.is_known() ? options_.known_at : records::Moment::beginning();
}

std::string ListWriter::country_of(const std::string& stated) const {
  if (stated.empty() || !options_.find_country) return stated;
  std::string code = options_.find_country(stated);
  return code.empty() ? stated : code;
}

Expected<> ListWriter::write(const EntryDraft& draft) {
  records::ListEntry entry;
  entry.list = options_.list;
  entry.entry_id = draft.entry_id;
  entry.kind = draft.kind;
  entry.name = draft.name;
  const std::string country = country_of(draft.country);
  entry.country = country;
  entry.program = draft.program;
  entry.reason = draft.reason;
  entry.birth_date = draft.birth_date;
  entry.valid_from = draft.valid_from;
  entry.valid_to = draft.valid_to;
  entry.known_at = known_at(draft.valid_from);
  entry.source_file_id = options_.source_file_id;
  entry.source_row = draft.line;
  const std::uint64_t content = base::hash_bytes(
      join_key({draft.kind, draft.name, country, draft.program, draft.reason, draft.birth_date}));
  entry.list_entry_id = records::make_row_id(
      "list_entry",
      fmt::format("{}|{}|{}|{}|{}|{:016x}", options_.list, draft.entry_id,
                  records::format_moment(draft.valid_from), records::format_moment(draft.valid_to),
                  records::format_moment(entry.known_at), content));
  TRY(sink_.entry(entry));
  ++counts_.entries;
  for (const DetailDraft& detail : draft.details)
    TRY(write(draft.entry_id, detail, draft.valid_from, draft.line));
  return {};
}

Expected<> ListWriter::write(std::string_view entry_id, const DetailDraft& draft,
                             records::Moment known, std::uint64_t line) {
  records::ListDetail detail;
  detail.list = options_.list;
  detail.entry_id = entry_id;
  detail.kind = draft.kind;
  detail.value = draft.value;
  detail.city = draft.city;
  const std::string country = country_of(draft.country);
  detail.country = country;
  detail.known_at = known_at(known);
  detail.failed_checks = failed_check(draft);
  detail.source_file_id = options_.source_file_id;
  detail.source_row = line;
  detail.list_detail_id = records::make_row_id(
      "list_detail", join_key({options_.list, entry_id, draft.kind, draft.value, draft.city,
                               country, records::format_moment(detail.known_at), draft.own_id}));
  TRY(sink_.detail(detail));
  ++counts_.details;
  return {};
}

Expected<> ListWriter::reject(std::uint64_t line, std::string_view field, std::string_view value,
                              std::string_view reason) {
  ++counts_.rejects;
  return sink_.reject(
      {line, std::string(field), std::string(value.substr(0, kShownBytes)), std::string(reason)});
}

}  // namespace chokepoint::ingest

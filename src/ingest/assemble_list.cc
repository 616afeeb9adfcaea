// A row of a watch-list in a plain table: an entry, and a detail for each further name, address,
// number.
#include <fmt/format.h>

#include <string>

#include "ingest/assemble.h"
#include "ingest/checks.h"

namespace chokepoint::ingest {
namespace {

using records::IdentifierKind;
using records::ListDetail;
using records::ListEntry;

// Details are made of what they say, so that a list read again repeats them and a changed one adds
// to them.
void add_details(Text values, const char* kind, const ListEntry& entry, NounBatch& out) {
  Text left = values;
  while (!left.empty()) {
    const std::size_t end = std::min(left.find(';'), left.size());
    const Text value = left.substr(0, end);
    left.remove_prefix(std::min(end + 1, left.size()));
    FailedChecks failed;
    if (std::string_view(kind) == "account")
      failed.check_shaped("value", IdentifierKind::iban, value);
    ListDetail& detail = out.list_details.emplace_back();
    detail.list_detail_id = records::make_row_id(
        "list_detail", fmt::format("{}\x1f{}\x1f{}\x1f{}\x1f{}", entry.list, entry.entry_id, kind,
                                   value, entry.known_at.micros));
    detail.list = entry.list;
    detail.entry_id = entry.entry_id;
    detail.kind = kind;
    detail.value = value;
    if (std::string_view(kind) == "address") detail.country = entry.country;
    detail.known_at = entry.known_at;
    detail.failed_checks = failed.keep(out.arena);
    detail.source_file_id = entry.source_file_id;
    detail.source_row = entry.source_row;
  }
}

}  // namespace

bool assemble(const ListRow& row, const RowContext& context, NounBatch& out) {
  ListEntry entry;
  entry.list = context.list_name;
  // A list without ids is one of names.
  entry.entry_id = row.entry_id.text.empty() ? row.name : row.entry_id.text;
  entry.kind = row.kind.word;
  entry.name = row.name;
  entry.country = row.country.code;
  entry.program = row.program;
  entry.reason = row.reason;
  entry.birth_date = row.birth_date;
  entry.valid_from = row.valid_from.at;
  entry.valid_to = row.valid_to.at;
  entry.known_at = first_known(row.known_at, row.valid_from.at, context.received);
  entry.source_file_id = context.source_file_id;
  entry.source_row = context.line;
  std::uint64_t content = 0;
  for (const Text each :
       {entry.kind, entry.name, entry.country, entry.program, entry.reason, entry.birth_date}) {
    content = base::mix(content, base::hash_bytes(each));
  }
  entry.list_entry_id = records::make_row_id(
      "list_entry",
      fmt::format("{}\x1f{}\x1f{:016x}\x1f{}\x1f{}\x1f{}", entry.list, entry.entry_id, content,
                  entry.valid_from.micros, entry.valid_to.micros, entry.known_at.micros));
  add_details(row.aliases.text, "alias", entry, out);
  add_details(row.address.text, "address", entry, out);
  add_details(row.phone.text, "phone", entry, out);
  add_details(row.email.text, "email", entry, out);
  add_details(row.wallet.text, "wallet", entry, out);
  add_details(row.account.text, "account", entry, out);
  add_details(row.identifier.text, "identifier", entry, out);
  out.list_entries.push_back(entry);
  return true;
}

}  // namespace chokepoint::ingest

#include "cases/audit.h"

#include <fmt/format.h>
#include <sodium.h>

#include <array>

#include "base/check.h"

namespace chokepoint::cases {
namespace {

constexpr std::string_view kFirstHash = "0000000000000000000000000000000000000000000000000000000000000000";

// Each part with its length in front, so that no two lines can read alike.
std::string hash_line(std::string_view previous_hash, std::uint64_t number, std::string_view at, std::string_view actor,
                      std::string_view action, std::string_view subject, std::string_view details) {
  CHECK(sodium_init() >= 0);
  std::string bytes;
  const std::string number_text = std::to_string(number);
  for (const std::string_view part :
       {previous_hash, std::string_view(number_text), at, actor, action, subject, details}) {
    bytes += fmt::format("{}:", part.size());
    bytes += part;
  }
  std::array<unsigned char, crypto_generichash_BYTES> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), nullptr, 0);
  return fmt::format("{:02x}", fmt::join(hash, ""));
}

}  // namespace

Expected<> append_audit_line(store::Store& store, const AuditLine& line) {
  TRY_ASSIGN(const auto last, store.query("SELECT line, hash FROM audit ORDER BY line DESC LIMIT 1"));
  const std::uint64_t number = last.rows.empty() ? 1 : std::stoull(*last.rows[0][0]) + 1;
  const std::string previous = last.rows.empty() ? std::string(kFirstHash) : *last.rows[0][1];
  const std::string at = records::format_moment(line.at);
  const std::string hash = hash_line(previous, number, at, line.actor, line.action, line.subject, line.details);
  return store.execute(fmt::format("INSERT INTO audit VALUES ({}, make_timestamp({}), {}, {}, {}, {}, '{}', '{}')", number,
                                   line.at.micros, store::quote(line.actor), store::quote(line.action),
                                   store::quote(line.subject), store::quote(line.details), previous, hash));
}

Expected<CaseFile::AuditVerdict> verify_audit_chain(store::Store& store) {
  TRY_ASSIGN(const auto lines,
             store.query("SELECT line, epoch_us(happened_at), actor, action, subject, details, previous_hash, hash FROM audit ORDER BY line",
                         100'000'000));
  CaseFile::AuditVerdict verdict;
  std::string previous(kFirstHash);
  for (const auto& row : lines.rows) {
    ++verdict.lines;
    const std::uint64_t number = std::stoull(*row[0]);
    const std::string at = records::format_moment({std::stoll(*row[1])});
    const std::string hash = hash_line(previous, number, at, *row[2], *row[3], *row[4], *row[5]);
    if (number != verdict.lines || *row[6] != previous || *row[7] != hash) {
      verdict.intact = false;
      verdict.first_broken_line = verdict.lines;
      return verdict;
    }
    previous = *row[7];
  }
  return verdict;
}

}  // namespace chokepoint::cases

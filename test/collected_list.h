// All rows of a watch-list as text, for the tests of its readers.
#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <vector>

#include "ingest/watch_list.h"

namespace chokepoint::ingest {

struct Entry {
  std::string id, kind, name, country, program, reason, birth_date, valid_from, valid_to, known_at;
};

// Keeps all rows as text.
struct Collected final : ListSink {
  std::vector<Entry> entries;
  std::vector<std::string> details;  // "entry kind value|city|country"
  std::map<std::string, std::size_t> by_kind;
  std::vector<BadRow> bad;
  std::set<std::uint64_t> entry_ids, detail_ids;
  std::string failed;

  Expected<> entry(const records::ListEntry& row) override {
    entries.push_back({std::string(row.entry_id), std::string(row.kind), std::string(row.name),
                       std::string(row.country), std::string(row.program), std::string(row.reason),
                       std::string(row.birth_date), records::format_moment(row.valid_from),
                       records::format_moment(row.valid_to), records::format_moment(row.known_at)});
    entry_ids.insert(row.list_entry_id.value);
    return {};
  }
  Expected<> detail(const records::ListDetail& row) override {
    details.push_back(
        fmt::format("{} {} {}|{}|{}", row.entry_id, row.kind, row.value, row.city, row.country));
    ++by_kind[std::string(row.kind)];
    detail_ids.insert(row.list_detail_id.value);
    failed += row.failed_checks;
    return {};
  }
  Expected<> reject(const BadRow& row) override {
    bad.push_back(row);
    return {};
  }
};

using Texts = std::vector<std::string>;

inline Collected read_text(std::string_view format, const std::string& text,
                           ListOptions options = {.list = "L"}) {
  Collected collected;
  const auto counts = read_list(
      format, [&]() -> Expected<std::unique_ptr<ByteSource>> { return open_text(text, 7); },
      options, collected);
  EXPECT_TRUE(counts.has_value()) << counts.error().message;
  if (counts) {
    EXPECT_EQ(counts->entries, collected.entries.size());
    EXPECT_EQ(counts->details, collected.details.size());
    EXPECT_EQ(counts->rejects, collected.bad.size());
  }
  return collected;
}

}  // namespace chokepoint::ingest

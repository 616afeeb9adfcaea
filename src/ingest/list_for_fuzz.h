// What every fuzz entry of a watch-list's form holds of the rows it reads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/check.h"
#include "base/hash.h"
#include "ingest/watch_list.h"

namespace chokepoint::ingest {

// Checks each row as it comes, and keeps a hash of all and their numbers.
struct CheckingSink final : ListSink {
  std::uint64_t hash = 0, entries = 0, details = 0, rejects = 0;

  Expected<> entry(const records::ListEntry& row) override {
    CHECK(row.list_entry_id && !row.entry_id.empty() && !row.kind.empty() &&
          row.known_at.is_known());
    hash = base::mix(hash, row.list_entry_id.value);
    ++entries;
    return {};
  }
  Expected<> detail(const records::ListDetail& row) override {
    CHECK(row.list_detail_id && !row.kind.empty() && row.known_at.is_known());
    hash = base::mix(hash, row.list_detail_id.value);
    ++details;
    return {};
  }
  Expected<> reject(const BadRow& bad) override {
    CHECK(!bad.reason.empty() && bad.line > 0);
    hash = base::mix(hash, bad.line);
    ++rejects;
    return {};
  }
};

// A hash of the rows; 0 when the file was refused. The counts agree with the rows.
inline std::uint64_t hash_of_list(std::string_view format, const std::string& text,
                                  std::size_t piece) {
  CheckingSink sink;
  const OpenSource open = [&]() -> Expected<std::unique_ptr<ByteSource>> {
    return open_text(text, piece);
  };
  const auto counts = read_list(format, open, {.list = "L"}, sink);
  if (!counts) return 0;
  CHECK(counts->entries == sink.entries && counts->details == sink.details &&
        counts->rejects == sink.rejects);
  return sink.hash;
}

// The rows are the same for every size of piece.
inline void check_list(std::string_view format, const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  CHECK(hash_of_list(format, text, SIZE_MAX) == hash_of_list(format, text, 5));
}

}  // namespace chokepoint::ingest

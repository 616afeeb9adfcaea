// Any bytes as FollowTheMoney entities: rows have ids and a kind, counts agree, and the rows are
// the same for every size of piece.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "base/hash.h"
#include "ingest/watch_list.h"

namespace {

using namespace chokepoint;
using namespace chokepoint::ingest;

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

std::uint64_t read_all(std::string_view format, const std::string& text, std::size_t piece) {
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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  for (const std::string_view format : {"ftm"}) {
    CHECK(read_all(format, text, SIZE_MAX) == read_all(format, text, 5));
  }
  return 0;
}

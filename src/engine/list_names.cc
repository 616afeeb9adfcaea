#include "engine/list_names.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "ingest/decode.h"
#include "ingest/ingest.h"
#include "ingest/recognise.h"
#include "ingest/watch_list.h"
#include "records/nouns.h"
#include "store/table_io.h"

namespace chokepoint::engine {
namespace {

std::string day_of(records::Moment moment) {
  return moment.is_known() ? records::format_moment(moment).substr(0, 10) : std::string();
}

// Takes entries and names in any order of files; joins them at the end.
class Collector final : public ingest::ListSink {
 public:
  Expected<> entry(const records::ListEntry& row) override {
    // A later version of an entry replaces what the earlier said.
    const auto [at, fresh] = by_id_.try_emplace(key(row.list, row.entry_id),
                                                static_cast<std::uint32_t>(names_.entries.size()));
    if (fresh) names_.entries.emplace_back();
    names_.entries[at->second] = {std::string(row.list),       std::string(row.entry_id),
                                  std::string(row.kind),       std::string(row.country),
                                  std::string(row.birth_date), std::string(row.program),
                                  day_of(row.valid_from),      day_of(row.valid_to)};
    add_name(at->second, row.name, false);
    return {};
  }
  Expected<> detail(const records::ListDetail& row) override {
    if (row.kind == "alias" || row.kind == "weak_alias") {
      aliases_.push_back(
          {key(row.list, row.entry_id), std::string(row.value), row.kind == "weak_alias"});
    } else if (is_number_kind(row.kind)) {
      numbers_.push_back(
          {key(row.list, row.entry_id),
           {0, std::string(row.kind), std::string(row.value), std::string(row.country)}});
    }
    return {};
  }
  Expected<> reject(const ingest::BadRow&) override { return {}; }

  ListNames take() {
    for (const Alias& alias : aliases_) {
      const auto found = by_id_.find(alias.key);
      if (found != by_id_.end()) add_name(found->second, alias.name, alias.weak);
    }
    for (Number& number : numbers_) {
      const auto found = by_id_.find(number.key);
      if (found == by_id_.end()) continue;
      number.number.entry = found->second;
      names_.numbers.push_back(std::move(number.number));
    }
    return std::move(names_);
  }

 private:
  struct Alias {
    std::string key, name;
    bool weak;
  };
  struct Number {
    std::string key;
    EntryNumber number;
  };
  static bool is_number_kind(std::string_view kind) {
    static constexpr std::array<std::string_view, 8> kKinds = {
        "wallet", "email", "phone", "imo", "passport", "tax_number", "identifier", "account"};
    return std::ranges::find(kKinds, kind) != kKinds.end();
  }
  static std::string key(std::string_view list, std::string_view id) {
    return fmt::format("{}\x1f{}", list, id);
  }
  void add_name(std::uint32_t entry, std::string_view name, bool weak) {
    if (name.empty() || !seen_.try_emplace(fmt::format("{}\x1f{}", entry, name), true).second)
      return;
    names_.names.push_back({entry, std::string(name), weak});
  }

  ListNames names_;
  std::unordered_map<std::string, std::uint32_t> by_id_;
  std::unordered_map<std::string, bool> seen_;
  std::vector<Alias> aliases_;
  std::vector<Number> numbers_;
};

// A list in the columns of a preset: by the way that a case file takes it.
Expected<> read_table(const std::filesystem::path& file, Collector& collector) {
  TRY_ASSIGN(store::Store store, store::Store::in_memory());
  IngestOptions options;
  options.kind = "list";
  options.rejects_allowed = 1;
  TRY(ingest::ingest_file(store, file, options, {}));
  base::Arena arena;
  TRY(store::read_rows<records::ListEntry>(
      store, "ORDER BY known_at, list_entry_id", arena, [&](const auto& row) {
        const Expected<> taken = collector.entry(row);
        static_cast<void>(taken);  // a collector has nothing that can fail
      }));
  return store::read_rows<records::ListDetail>(store, "ORDER BY known_at, list_detail_id", arena,
                                               [&](const auto& row) {
                                                 const Expected<> taken = collector.detail(row);
                                                 static_cast<void>(taken);
                                               });
}

Expected<> read_file(const std::filesystem::path& file, Collector& collector) {
  TRY_ASSIGN(const std::string_view format, ingest::recognise_file(file));
  if (!ingest::is_list_format(format)) return read_table(file, collector);
  ingest::ListOptions options;
  options.list = ingest::default_list_name(format);
  if (options.list.empty()) options.list = file.stem().string();
  const ingest::OpenSource open = [&]() -> Expected<std::unique_ptr<ingest::ByteSource>> {
    return ingest::open_decoded(file);
  };
  TRY(ingest::read_list(format, open, options, collector));
  return {};
}

}  // namespace

Expected<ListNames> read_list_names(const std::vector<std::filesystem::path>& files) {
  if (files.empty()) return fail(ErrorCode::usage, "name at least one watch-list with --list FILE");
  Collector collector;
  for (const std::filesystem::path& file : files) {
    if (auto read = read_file(file, collector); !read) {
      return std::unexpected(std::move(read).error().in(file.filename().string()));
    }
  }
  ListNames names = collector.take();
  if (names.names.empty())
    return fail(ErrorCode::format,
                "no name in the lists; OFAC's alt file needs its sdn file beside it");
  return names;
}

}  // namespace chokepoint::engine

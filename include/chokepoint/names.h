// Names without a case file: how alike two are, and who on a watch-list somebody may be.
//
// Similarity is graded, 0 to 1, from what agrees (by its rarity), what is missing and what
// contradicts, in any script and order of words; 0.80 and above is a match unless another threshold
// is given. Bad rows are answered with a reason, never dropped.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "chokepoint/error.h"

namespace chokepoint {

using WriteText = std::function<Expected<>(std::string_view text)>;
using NamesProgress =
    std::function<void(std::string_view what, std::uint64_t done, std::uint64_t total)>;

struct NamesFileOptions {
  double threshold = 0.80;
  int threads = 2;  // never changes a result
  NamesProgress progress = {};
};

struct NamesFileReport {
  std::uint64_t rows = 0;      // compared
  std::uint64_t bad_rows = 0;  // could not be cut into fields; not in what is written
  std::uint64_t matches = 0;
};

// A CSV or TSV with name_1 and name_2 and, if known, id, schema (Person, Company, Organization,
// Vessel, LegalEntity, ..) and country (ISO 3166 alpha-2). `write` gets CSV from the calling
// thread: every column as it was, then similarity, match (true or false), why. Memory is a batch of
// rows. Errors: not_found, permission, format (a column is missing), io, and what `write` returns.
Expected<NamesFileReport> compare_names_file(const std::filesystem::path& file,
                                             const NamesFileOptions& options,
                                             const WriteText& write);

struct ScreenQuery {
  std::string id = {};          // handed back, when there is one
  std::string name = {};        // any script; or a number: a wallet, an IMO number, an e-mail ..
  std::string schema = {};      // as above; empty: told by the words, or read both ways
  std::string country = {};     // chooses how names are read
  std::string birth_date = {};  // a year or more; a person of another year is marked down
};

struct ScreenOptions {
  std::vector<std::filesystem::path> lists;  // OFAC's sdn, alt and add files, the UN's XML,
                                             // FollowTheMoney, or a list as CSV
  std::size_t limit = 5;                     // hits, and near-misses, of a name
  double threshold = 0.80;                   // from here on a hit
  double near_miss = 0.70;                   // from here on shown, with why not
  int threads = 2;
  NamesProgress progress = {};
};

struct ScreenFileReport {
  std::uint64_t rows = 0;      // answered
  std::uint64_t bad_rows = 0;  // answered with no hits and the reason
  std::uint64_t with_hits = 0;
};

// The lists in memory. Thread-safe once open; some 300 bytes a listed name.
class ScreenDesk {
 public:
  // Errors: usage (no list), not_found, permission, format (a file that is no list).
  static Expected<ScreenDesk> open(const ScreenOptions& options);
  ScreenDesk(ScreenDesk&&) noexcept;
  ScreenDesk& operator=(ScreenDesk&&) noexcept;
  ~ScreenDesk();

  // {"id","name","hits":[{"list","list_entry_id","matched_name","similarity","match","why",..}],"near_misses":[..]},
  // most alike first; before them, with similarity 1, entries that have a number stated in the
  // name. `list_entry_id` is the list's own id of the entry.
  std::string screen_json(const ScreenQuery& query) const;

  // A CSV or TSV with name and, if known, id, schema, country, birth_date. `write` gets one JSON
  // object and a line end per row, in the order of the file, also for a name without a hit. Errors
  // as compare_names_file.
  Expected<ScreenFileReport> screen_file(const std::filesystem::path& file,
                                         const WriteText& write) const;

  std::size_t name_count() const;
  std::size_t entry_count() const;

 private:
  struct State;
  explicit ScreenDesk(std::unique_ptr<const State> state);
  std::unique_ptr<const State> state_;
};

}  // namespace chokepoint

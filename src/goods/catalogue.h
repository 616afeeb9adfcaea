// What data/regimes/ says, checked and indexed: things (substances, groups, equipment), the rows of
// the regimes that cover them, and the tables by which text, CAS numbers and tariff codes find
// them.
//
// Immutable after load; any number of threads may read. About 2 MiB.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "chokepoint/error.h"
#include "goods/name_matcher.h"
#include "records/moment.h"

namespace chokepoint::goods {

using records::Day;

enum class ThingKind : std::uint8_t { substance, group, equipment };

// The sides of a route that a row's papers belong to; a set of bits.
enum Side : std::uint8_t { kExporting = 1, kTransit = 2, kImporting = 4, kDomestic = 8 };
inline constexpr std::uint8_t kAllSides = 15;

enum class RowState : std::uint8_t {
  listed,    // in force from valid_from
  proposed,  // not law
  unread,    // whether the thing is covered has not been read
};

// A day that may be known only within limits: not before `earliest`, surely from `latest` on.
struct DayLimits {
  Day earliest, latest;
};

struct RegimeRow {
  std::string regime, list, source, source_status, note;
  std::string valid_from, valid_to;  // as the data says them; empty: not known, open
  RowState state = RowState::listed;
  std::optional<DayLimits> from;
  std::optional<Day> to;       // the first day on which it no longer holds
  std::optional<Day> seen_on;  // a day on which a source shows it in force; where `from` is not
                               // known
  std::vector<std::string> destinations;  // only for goods that go there; empty: for all
  double threshold_kg = 0;                // below it no paper is asked; 0: no threshold
  bool asks_papers = false;
  // By the sides that apply: "; between" texts.
  std::array<std::string, 16> papers, obligations;
};

struct RowUse {
  std::uint32_t row;
  bool by_group;  // covered by a group's wording, not named
};

struct Thing {
  std::string id, name, cas;  // cas: the one that the lists use, or empty
  ThingKind kind = ThingKind::substance;
  std::string smiles, inchi, inchi_key;
  float acronym_trust = 0;
  std::vector<RowUse> rows;
  // Groups only.
  std::string wording, parent, structure_class;
  std::vector<std::string> wording_kinds;  // amide, carbamate, halide, acetal, salt
  std::vector<std::pair<std::string, std::string>> clauses;
};

struct TariffEntry {
  int edition;
  std::string code;  // six digits
  std::uint16_t thing;
  bool identifies;
  bool verified;
};

enum class NameKind : std::uint8_t { name, acronym, stem, innocent };

struct NameUse {
  NameKind kind;
  std::uint16_t thing;  // innocent: none
};

class Catalogue {
 public:
  // Reads data/regimes/ through base/data_files.h. Errors: not_found, io, format (what is wrong, in
  // which file and row).
  static Expected<Catalogue> load();
  // The same from texts: (file name, TOML).
  static Expected<Catalogue> parse(const std::vector<std::pair<std::string, std::string>>& files);

  const std::vector<Thing>& things() const { return things_; }
  const std::vector<RegimeRow>& rows() const { return rows_; }
  const NameMatcher& names() const { return names_; }
  const NameUse& name_use(std::uint16_t owner) const { return name_uses_[owner]; }

  static constexpr std::uint16_t kNone = 0xFFFF;
  std::uint16_t thing_by_id(std::string_view id) const;
  std::uint16_t thing_by_cas(std::uint64_t digits) const;
  std::uint16_t thing_by_inchi_key(std::string_view key) const;  // by its first block

  // Entries of the tariff under this code (its first six digits count), in any edition.
  std::vector<const TariffEntry*> tariff_entries(std::string_view hs_code) const;
  bool is_tariff_heading_of_interest(std::string_view hs_code) const;
  int hs_edition_on(Day day) const;

  // The alpha-2 code of what a feed calls a country, "" for what is none.
  std::string_view country(std::string_view text) const;
  // The regime whose law holds in the country (US for PR, EU for DE), "" where the catalogue has
  // none.
  std::string_view regime_of(std::string_view alpha_2) const;

  Day begins() const { return begins_; }
  // The last day that any row speaks of. What changed later is not known here.
  Day knows_until() const { return knows_until_; }

  struct Context {
    std::size_t reach = 0;
    std::vector<std::u16string> words;      // beside a name: the goods are something else
    std::vector<std::u16string> endings;    // before a name: part of another compound's name
    std::vector<std::u16string> chemistry;  // beside a short form: it is meant
  };
  const Context& context() const { return context_; }

 private:
  friend class CatalogueReader;
  std::vector<Thing> things_;
  std::vector<RegimeRow> rows_;
  NameMatcher names_;
  std::vector<NameUse> name_uses_;
  std::vector<std::pair<std::uint64_t, std::uint16_t>> by_cas_;  // sorted
  std::vector<TariffEntry> tariff_;
  std::vector<std::pair<int, Day>> hs_editions_;  // by day
  std::vector<std::string> countries_;            // sorted
  std::unordered_map<std::string, std::string> country_aliases_, regime_by_country_;
  Day begins_, knows_until_;
  Context context_;
};

}  // namespace chokepoint::goods

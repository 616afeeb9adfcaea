#include "goods/declaration_fit.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/flat_hash_set.h>
#include <fmt/format.h>

#include <algorithm>
#include <bitset>
#include <cmath>
#include <limits>

#include "goods/goods_text.h"
#include "goods/peers.h"
#include "text/data_table.h"

namespace chokepoint::goods {
namespace {

constexpr std::size_t kWordsMax = 200'000, kCodesMax = 20'000, kConsignorsMax = 2'000'000;
constexpr std::size_t kTellingHeadings = 200;  // a word of more headings tells none
constexpr int kItemsNeeded = 20;
constexpr double kNewChapterChance = 0.05;
constexpr double kStrangeLogOdds = 4.0, kStrangeZ = 5.0;
constexpr std::uint32_t kVagueLettersMax = 6;

// The first digits of a tariff code as a number; 0 where it has fewer.
std::uint32_t code_of(std::string_view hs_code, std::size_t digits) {
  if (hs_code.size() < digits) return 0;
  std::uint32_t code = 0;
  for (const char c : hs_code.substr(0, digits)) {
    if (c < '0' || c > '9') return 0;
    code = code * 10 + static_cast<std::uint32_t>(c - '0');
  }
  return code;
}

struct Peers {
  Spread value_per_kg, mass_per_piece;
};

// What a consignor ships. The chance that its next item is of a chapter never seen is about the
// share of chapters seen once among its items (Good and Turing).
class Scope {
 public:
  void add(std::uint32_t chapter) {
    (seen_[chapter] ? once_.reset(chapter) : once_.set(chapter));
    seen_.set(chapter);
    ++items_;
  }
  bool is_settled() const {
    return items_ >= kItemsNeeded &&
           static_cast<double>(once_.count()) <= kNewChapterChance * items_;
  }
  bool has(std::uint32_t chapter) const { return seen_[chapter]; }
  int items() const { return items_; }

 private:
  std::bitset<100> seen_, once_;
  int items_ = 0;
};

// At most 60 bytes, whole characters.
std::string_view beginning_of(std::string_view text) {
  std::size_t end = std::min<std::size_t>(text.size(), 60);
  while (end > 0 && end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;
  return text.substr(0, end);
}

}  // namespace

// The words of three letters and more; Han two by two.
ItemReading read_item(const records::Item& item, const records::Consignment& consignment,
                      bool is_only_item) {
  static thread_local FoldedText folded;
  fold_text(item.description, folded);
  ItemReading read;
  for (const char16_t symbol : folded.symbols) {
    read.letters += is_digit(symbol) ? 0 : 1;
    read.has_han = read.has_han || is_han(symbol);
  }
  for (std::size_t begin = 0; begin < folded.size();) {
    std::size_t end = begin + 1;
    const bool han = is_han(folded.symbols[begin]);
    while (end < folded.size() && folded.gaps[end] == Gap::none &&
           is_han(folded.symbols[end]) == han && !(han && end - begin >= 2))
      ++end;
    // Plural and singular are one word.
    std::size_t length = end - begin;
    if (length > 3 && folded.symbols[end - 1] == u's') --length;
    if ((han ? length == 2 : length >= 3) && !is_digit(folded.symbols[begin])) {
      read.words.push_back(base::hash_bytes(
          {reinterpret_cast<const char*>(&folded.symbols[begin]), length * sizeof(char16_t)}));
    }
    begin = han && end - begin == 2 ? begin + 1 : end;
  }
  read.value_usd = item.value_usd;
  read.mass_kg = item.net_mass_kg;
  if (is_only_item && !records::is_known(read.value_usd)) read.value_usd = consignment.value_usd;
  if (is_only_item && !records::is_known(read.mass_kg)) read.mass_kg = consignment.gross_mass_kg;
  return read;
}

struct DeclarationFit::State {
  // How often a word stood under a heading; sorted by heading.
  struct Use {
    std::uint32_t heading;
    float count;
  };
  // An item of today.
  struct Waiting {
    std::uint32_t heading = 0, subheading = 0, chapter = 0;
    ItemReading reading;
    double quantity = 0;
    std::uint64_t consignor_key = 0;
  };
  records::Day day{std::numeric_limits<std::int32_t>::min()};
  std::vector<Waiting> waiting;
  absl::flat_hash_map<std::uint64_t, std::vector<Use>> uses;  // by word
  absl::flat_hash_map<std::uint32_t, double> heading_words;   // how many words each has
  absl::flat_hash_map<std::uint32_t, Peers> peers;            // by six digits
  absl::flat_hash_map<std::uint64_t, Scope> scopes;           // by consignor

  static Expected<State> read_tariff();

  static Use* find_use(std::vector<Use>& of_word, std::uint32_t heading) {
    const auto at = std::ranges::lower_bound(of_word, heading, {}, &Use::heading);
    return at != of_word.end() && at->heading == heading ? &*at : nullptr;
  }

  void settle_words(std::uint32_t heading, const ItemReading& reading) {
    if (heading == 0 || (heading_words.size() >= kCodesMax && !heading_words.contains(heading)))
      return;
    double& of_heading = heading_words[heading];
    for (const std::uint64_t word : reading.words) {
      if (uses.size() >= kWordsMax && !uses.contains(word)) continue;
      std::vector<Use>& of_word = uses[word];
      if (Use* use = find_use(of_word, heading))
        use->count += 1;
      else
        of_word.insert(std::ranges::lower_bound(of_word, heading, {}, &Use::heading), {heading, 1});
      of_heading += 1;
    }
  }

  void settle_peers(const Waiting& item) {
    if (item.subheading == 0 || (peers.size() >= kCodesMax && !peers.contains(item.subheading)))
      return;
    Peers& of_code = peers[item.subheading];
    of_code.value_per_kg.add(item.reading.value_usd / item.reading.mass_kg);
    of_code.mass_per_piece.add(item.reading.mass_kg / item.quantity);
  }

  void settle_scope(const Waiting& item) {
    if (item.consignor_key == 0 || item.chapter == 0 ||
        (scopes.size() >= kConsignorsMax && !scopes.contains(item.consignor_key)))
      return;
    scopes[item.consignor_key].add(item.chapter);
  }

  struct Better {
    std::uint32_t heading = 0;
    double log_odds = 0;
  };
  // The heading that the words point to instead, by smoothed counts; 0 where they may well belong
  // to the declared one.
  Better better_heading(std::uint32_t declared, const ItemReading& reading) const {
    const auto declared_words = heading_words.find(declared);
    if (declared_words == heading_words.end()) return {};
    absl::InlinedVector<const std::vector<Use>*, 6> telling;
    for (const std::uint64_t word : reading.words) {
      const auto known = uses.find(word);
      if (known == uses.end() || known->second.size() > kTellingHeadings) continue;
      if (std::ranges::binary_search(known->second, declared, {}, &Use::heading)) return {};
      telling.push_back(&known->second);
    }
    if (telling.empty()) return {};
    absl::flat_hash_map<std::uint32_t, double> scores;
    for (const std::vector<Use>* of_word : telling) {
      for (const Use& use : *of_word)
        scores[use.heading] += std::log1p(static_cast<double>(use.count) / 0.05);
    }
    const auto smoothed = [&](double heading_size) {
      return static_cast<double>(telling.size()) * -std::log(heading_size + 50.0);
    };
    Better best{0, -1e300};
    for (const auto& [heading, score] : scores) {
      const double total = score + smoothed(heading_words.at(heading));
      if (total > best.log_odds || (total == best.log_odds && heading < best.heading))
        best = {heading, total};
    }
    best.log_odds -= smoothed(declared_words->second);
    return best;
  }
};

DeclarationFit::DeclarationFit() : state_(std::make_unique<State>()) {}
DeclarationFit::~DeclarationFit() = default;
DeclarationFit::DeclarationFit(DeclarationFit&&) noexcept = default;
DeclarationFit& DeclarationFit::operator=(DeclarationFit&&) noexcept = default;

// What the tariff's own words say.
Expected<DeclarationFit::State> DeclarationFit::State::read_tariff() {
  State state;
  for (const std::vector<std::string>& row : text::read_table("tariff/words.tsv")) {
    const std::uint32_t heading = row.size() == 2 ? code_of(row[0], 4) : 0;
    if (heading == 0) {
      return fail(ErrorCode::format,
                  fmt::format("data/tariff/words.tsv: '{}' is no heading with its words", row[0]));
    }
    records::Item line;
    line.description = row[1];
    state.settle_words(heading, read_item(line, {}, false));
  }
  return state;
}

Expected<DeclarationFit> DeclarationFit::load() {
  static const Expected<State> tariff = State::read_tariff();
  if (!tariff) return std::unexpected(tariff.error());
  DeclarationFit fit;
  *fit.state_ = *tariff;
  return fit;
}

void DeclarationFit::learn(const records::Item& item, const ItemReading& reading,
                           std::uint64_t consignor_key) {
  state_->waiting.push_back({code_of(item.hs_code, 4), code_of(item.hs_code, 6),
                             code_of(item.hs_code, 2), reading, item.quantity, consignor_key});
}

void DeclarationFit::open_day(records::Day day) {
  State& state = *state_;
  if (day <= state.day) return;
  state.day = day;
  absl::flat_hash_set<std::uint32_t> touched;
  for (const State::Waiting& item : state.waiting) {
    state.settle_words(item.heading, item.reading);
    state.settle_peers(item);
    state.settle_scope(item);
    touched.insert(item.subheading);
  }
  state.waiting.clear();
  for (const std::uint32_t code : touched) {
    const auto found = state.peers.find(code);
    if (found == state.peers.end()) continue;
    found->second.value_per_kg.settle();
    found->second.mass_per_piece.settle();
  }
}

void DeclarationFit::judge(const records::Consignment& consignment, const records::Item& item,
                           const ItemReading& reading, std::uint64_t consignor_key,
                           base::Arena& arena, std::vector<DeclarationFinding>& findings) const {
  const auto say = [&](std::string_view kind, double measure, const std::string& says) {
    findings.push_back({records::make_row_id("declaration_finding", item.item_row_id, kind),
                        consignment.consignment_id, item.item_row_id, kind, arena.keep(says),
                        measure, consignment.known_at});
  };
  if (item.hs_code.size() >= 8 && reading.letters < (reading.has_han ? 2 : kVagueLettersMax)) {
    say("vague_text", reading.letters,
        fmt::format("\"{}\" stands beside the code {}", beginning_of(item.description),
                    item.hs_code));
  }
  const std::uint32_t heading = code_of(item.hs_code, 4);
  if (const State::Better better = state_->better_heading(heading, reading);
      better.heading != 0 && better.log_odds > kStrangeLogOdds) {
    say("text_against_code", better.log_odds,
        fmt::format("the words point to heading {:04}, the code is of {:04}", better.heading,
                    heading));
  }
  if (const auto peers = state_->peers.find(code_of(item.hs_code, 6));
      peers != state_->peers.end() && peers->first != 0) {
    const auto compare = [&](std::string_view kind, const Spread& spread, double value,
                             std::string_view unit) {
      const double z = spread.z(value);
      if (!records::is_known(z) || std::abs(z) < kStrangeZ) return;
      say(kind, z,
          fmt::format("{:.4g} {}; peers under {:06} show {:.4g}", value, unit, peers->first,
                      spread.median()));
    };
    compare("unit_value", peers->second.value_per_kg, reading.value_usd / reading.mass_kg,
            "USD/kg");
    compare("piece_mass", peers->second.mass_per_piece, reading.mass_kg / item.quantity,
            "kg a piece");
  }
  const std::uint32_t chapter = code_of(item.hs_code, 2);
  const auto scope = state_->scopes.find(consignor_key);
  if (consignor_key == 0 || chapter == 0 || scope == state_->scopes.end()) return;
  if (scope->second.is_settled() && !scope->second.has(chapter)) {
    say("outside_scope", scope->second.items(),
        fmt::format("chapter {:02} is none of the consignor's in {} items", chapter,
                    scope->second.items()));
  }
}

}  // namespace chokepoint::goods

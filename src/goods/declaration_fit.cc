#include "goods/declaration_fit.h"

#include <absl/container/flat_hash_map.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/hash.h"
#include "goods/goods_text.h"

namespace chokepoint::goods {
namespace {

constexpr std::size_t kWordsMax = 200'000, kCodesMax = 20'000, kConsignorsMax = 2'000'000;
constexpr std::size_t kPeersKept = 512, kPeersNeeded = 30;
constexpr int kShipmentsNeeded = 5;
constexpr double kStrangeLogOdds = 4.0, kStrangeZ = 5.0;
constexpr std::size_t kVagueLettersMax = 6;

std::string heading_of(std::string_view hs_code) {
  return std::string(hs_code.substr(0, 4));
}
std::string subheading_of(std::string_view hs_code) {
  return std::string(hs_code.substr(0, 6));
}

// The words of three letters and more, as hashes; Han two by two.
void words_of(std::string_view text, std::vector<std::uint64_t>& words) {
  words.clear();
  FoldedText folded;
  fold_text(text, folded);
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
      words.push_back(base::hash_bytes(
          {reinterpret_cast<const char*>(&folded.symbols[begin]), length * sizeof(char16_t)}));
    }
    begin = han && end - begin == 2 ? begin + 1 : end;
  }
}

struct Spread {
  std::vector<float> values;  // logarithms
  std::uint64_t seen = 0;
  double median = 0, deviation = 0;

  // Every value at first, then one in ever more: the kept ones stay spread over the whole history.
  void add(double value) {
    if (!(value > 0) || !std::isfinite(value)) return;
    ++seen;
    const auto logarithm = static_cast<float>(std::log(value));
    if (values.size() < kPeersKept)
      values.push_back(logarithm);
    else if (const std::uint64_t at = base::mix(seen, 17) % seen; at < kPeersKept)
      values[at] = logarithm;
  }
  void settle() {
    if (values.size() < kPeersNeeded) return;
    const auto middle = [](std::vector<float> sorted) {
      std::nth_element(sorted.begin(),
                       sorted.begin() + static_cast<std::ptrdiff_t>(sorted.size() / 2),
                       sorted.end());
      return static_cast<double>(sorted[sorted.size() / 2]);
    };
    median = middle(values);
    std::vector<float> distances;
    distances.reserve(values.size());
    for (const float value : values)
      distances.push_back(static_cast<float>(std::abs(static_cast<double>(value) - median)));
    deviation = std::max(1.4826 * middle(std::move(distances)), 0.1);
  }
  // NaN where too few peers are known.
  double z(double value) const {
    if (deviation == 0 || !(value > 0)) return records::kUnknown;
    return (std::log(value) - median) / deviation;
  }
};

struct Peers {
  Spread value_per_kg, mass_per_piece;
};

struct Scope {
  std::array<std::uint64_t, 2> chapters{};  // a bit each
  int shipments = 0;
  bool has(unsigned chapter) const { return (chapters[chapter / 64] >> (chapter % 64) & 1) != 0; }
};

unsigned chapter_of(std::string_view hs_code) {
  if (hs_code.size() < 2 || hs_code[0] < '0' || hs_code[0] > '9' || hs_code[1] < '0' ||
      hs_code[1] > '9')
    return 0;
  return static_cast<unsigned>((hs_code[0] - '0') * 10 + (hs_code[1] - '0'));
}

}  // namespace

struct DeclarationFit::State {
  struct Learnt {
    std::vector<std::pair<std::string, std::vector<std::uint64_t>>> texts;
    std::vector<std::pair<std::uint64_t, unsigned>> chapters;
  } waiting;
  std::vector<std::string> headings;
  absl::flat_hash_map<std::string, std::uint32_t> heading_ids;
  std::vector<double> heading_words;  // how many words each has
  absl::flat_hash_map<std::uint64_t, std::vector<std::pair<std::uint32_t, float>>>
      word_headings;                                             // counts
  absl::flat_hash_map<std::string, Peers> peers, waiting_peers;  // by six digits
  absl::flat_hash_map<std::uint64_t, Scope> scopes;

  void settle_text(const std::string& heading, const std::vector<std::uint64_t>& words) {
    auto [place, is_new] =
        heading_ids.try_emplace(heading, static_cast<std::uint32_t>(headings.size()));
    if (is_new) {
      if (headings.size() >= kCodesMax) return void(heading_ids.erase(place));
      headings.push_back(heading);
      heading_words.push_back(0);
    }
    const std::uint32_t id = place->second;
    for (const std::uint64_t word : words) {
      if (word_headings.size() >= kWordsMax && !word_headings.contains(word)) continue;
      auto& counts = word_headings[word];
      const auto known = std::ranges::find(counts, id, &std::pair<std::uint32_t, float>::first);
      if (known == counts.end())
        counts.emplace_back(id, 1.0F);
      else
        known->second += 1;
      heading_words[id] += 1;
    }
  }

  // The log-odds of the best heading over the declared one, by smoothed counts of words.
  struct Fit {
    double log_odds = records::kUnknown;
    std::uint32_t best = 0;
  };
  Fit fit(const std::string& heading, const std::vector<std::uint64_t>& words) const {
    Fit result;
    const auto declared = heading_ids.find(heading);
    if (declared == heading_ids.end()) return result;
    absl::flat_hash_map<std::uint32_t, double> scores;
    std::size_t known = 0;
    const auto base_score = [&](std::uint32_t id) { return -std::log(heading_words[id] + 50.0); };
    for (const std::uint64_t word : words) {
      const auto counts = word_headings.find(word);
      if (counts == word_headings.end() || counts->second.size() > 200)
        continue;  // a word of the whole tariff
      ++known;
      for (const auto& [id, count] : counts->second) scores[id] += std::log1p(count / 0.05);
    }
    if (known == 0) return result;
    const auto total = [&](std::uint32_t id) {
      const auto found = scores.find(id);
      return (found == scores.end() ? 0.0 : found->second) +
             static_cast<double>(known) * base_score(id);
    };
    double best = -1e300;
    for (const auto& [id, score] : scores) {
      const double sum = total(id);
      if (sum > best || (sum == best && headings[id] < headings[result.best]))
        best = sum, result.best = id;
    }
    result.log_odds = best - total(declared->second);
    return result;
  }
};

DeclarationFit::DeclarationFit() : state_(std::make_unique<State>()) {}
DeclarationFit::~DeclarationFit() = default;
DeclarationFit::DeclarationFit(DeclarationFit&&) noexcept = default;
DeclarationFit& DeclarationFit::operator=(DeclarationFit&&) noexcept = default;

void DeclarationFit::learn_text(std::string_view hs_code, std::string_view text) {
  if (hs_code.size() < 4) return;
  std::vector<std::uint64_t> words;
  words_of(text, words);
  if (!words.empty()) state_->waiting.texts.emplace_back(heading_of(hs_code), std::move(words));
}

void DeclarationFit::learn_item(const records::Item& item, std::uint64_t consignor_key) {
  learn_text(item.hs_code, item.description);
  if (item.hs_code.size() >= 6 && (state_->waiting_peers.size() < kCodesMax ||
                                   state_->waiting_peers.contains(subheading_of(item.hs_code)))) {
    Peers& peers = state_->waiting_peers[subheading_of(item.hs_code)];
    peers.value_per_kg.add(item.value_usd / item.net_mass_kg);
    peers.mass_per_piece.add(item.net_mass_kg / item.quantity);
  }
  if (consignor_key != 0)
    state_->waiting.chapters.emplace_back(consignor_key, chapter_of(item.hs_code));
}

void DeclarationFit::settle() {
  for (const auto& [heading, words] : state_->waiting.texts) state_->settle_text(heading, words);
  for (const auto& [consignor, chapter] : state_->waiting.chapters) {
    if (state_->scopes.size() >= kConsignorsMax && !state_->scopes.contains(consignor)) continue;
    Scope& scope = state_->scopes[consignor];
    scope.chapters[chapter / 64] |= 1ULL << (chapter % 64);
    ++scope.shipments;
  }
  state_->waiting = {};
  for (auto& [code, peers] : state_->waiting_peers) {
    peers.value_per_kg.settle();
    peers.mass_per_piece.settle();
  }
  state_->peers = state_->waiting_peers;
}

void DeclarationFit::judge(const records::Consignment&, const records::Item& item,
                           std::uint64_t consignor_key, std::vector<FitFinding>& findings) const {
  std::vector<std::uint64_t> words;
  words_of(item.description, words);
  FoldedText folded;
  fold_text(item.description, folded);
  const auto letters = static_cast<std::size_t>(
      std::ranges::count_if(folded.symbols, [](char16_t symbol) { return !is_digit(symbol); }));
  const bool han = std::ranges::any_of(folded.symbols, is_han);
  if (item.hs_code.size() >= 8 && letters < (han ? 2 : kVagueLettersMax)) {
    findings.push_back({"vague_text",
                        fmt::format("\"{}\" stands beside the code {}",
                                    item.description.substr(0, 60), item.hs_code),
                        static_cast<double>(letters)});
  }
  if (const State::Fit fit = state_->fit(heading_of(item.hs_code), words);
      fit.log_odds > kStrangeLogOdds) {
    findings.push_back({"text_against_code",
                        fmt::format("the words point to heading {}, the code is of {}",
                                    state_->headings[fit.best], heading_of(item.hs_code)),
                        fit.log_odds});
  }
  if (const auto peers = state_->peers.find(subheading_of(item.hs_code));
      item.hs_code.size() >= 6 && peers != state_->peers.end()) {
    const auto add = [&](std::string_view kind, const Spread& spread, double value,
                         std::string_view unit) {
      const double z = spread.z(value);
      if (!records::is_known(z) || std::abs(z) < kStrangeZ) return;
      findings.push_back({kind,
                          fmt::format("{:.4g} {}; peers under {} show {:.4g}", value, unit,
                                      subheading_of(item.hs_code), std::exp(spread.median)),
                          z});
    };
    add("unit_value", peers->second.value_per_kg, item.value_usd / item.net_mass_kg, "USD/kg");
    add("piece_mass", peers->second.mass_per_piece, item.net_mass_kg / item.quantity, "kg a piece");
  }
  if (const auto scope = state_->scopes.find(consignor_key);
      consignor_key != 0 && scope != state_->scopes.end()) {
    const unsigned chapter = chapter_of(item.hs_code);
    if (chapter != 0 && scope->second.shipments >= kShipmentsNeeded &&
        !scope->second.has(chapter)) {
      findings.push_back({"outside_scope",
                          fmt::format("chapter {:02} is none of the consignor's in {} items",
                                      chapter, scope->second.shipments),
                          static_cast<double>(scope->second.shipments)});
    }
  }
}

void DeclarationFit::judge_pieces(const records::Consignment& consignment,
                                  std::vector<FitFinding>& findings) const {
  if (!records::is_known(consignment.piece_count) || !records::is_known(consignment.scanned_count))
    return;
  if (consignment.piece_count == consignment.scanned_count) return;
  findings.push_back({"piece_count",
                      fmt::format("{} declared, {} counted by the carrier", consignment.piece_count,
                                  consignment.scanned_count),
                      consignment.scanned_count - consignment.piece_count});
}

}  // namespace chokepoint::goods

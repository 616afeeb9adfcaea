#include "network/listing_texts.h"

#include <absl/container/flat_hash_map.h>
#include <absl/container/inlined_vector.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>

#include "base/hash.h"
#include "goods/cas_number.h"
#include "text/normal_form.h"
#include "text/utf8.h"

namespace chokepoint::network {

using records::RowId;

namespace {

constexpr std::size_t kRun = 3, kFewestRuns = 12, kFewestNumbers = 3;
constexpr std::size_t kBands = 12, kBandSize = 4, kHashes = kBands * kBandSize;
constexpr double kNearlyTheSame = 0.75;
constexpr std::size_t kTextBytesMax = 16'384;  // of a listing that are looked at
constexpr std::size_t kMeetingsMax = 32;       // texts that one band may bring up

using Signature = std::array<std::uint32_t, kHashes>;

bool is_han(char32_t point) {
  return text::script_of(point) == text::Script::han;
}

// The words that are not numbers, as hashes in their order.
std::vector<std::uint64_t> read_words(std::string_view text) {
  const std::string folded = text::fold(text.substr(0, kTextBytesMax));
  std::vector<std::uint64_t> words;
  std::string word;
  bool has_digit = false;
  const auto close = [&] {
    if (!word.empty() && !has_digit) words.push_back(base::hash_bytes(word));
    word.clear();
    has_digit = false;
  };
  for (std::size_t at = 0; at < folded.size();) {
    const std::size_t begin = at;
    const char32_t point = text::next_code_point(folded, at);
    const bool is_digit = point >= '0' && point <= '9';
    if (!is_digit && text::script_of(point) == text::Script::none) {
      // A hyphen inside a number keeps it one word.
      if (point != '-' || !has_digit) close();
      continue;
    }
    if (is_han(point)) close();
    word.append(folded, begin, at - begin);
    has_digit |= is_digit;
    if (is_han(point)) close();
  }
  close();
  return words;
}

// Sorted, each once.
std::vector<std::uint64_t> read_runs(std::string_view text) {
  const std::vector<std::uint64_t> words = read_words(text);
  std::vector<std::uint64_t> runs;
  for (std::size_t i = 0; i + kRun <= words.size(); ++i) {
    std::uint64_t run = 0;
    for (std::size_t j = 0; j < kRun; ++j) run = base::mix(run, words[i + j]);
    runs.push_back(run);
  }
  std::ranges::sort(runs);
  runs.erase(std::ranges::unique(runs).begin(), runs.end());
  return runs;
}

Signature sign(const std::vector<std::uint64_t>& runs) {
  Signature signature;
  signature.fill(UINT32_MAX);
  for (const std::uint64_t run : runs) {
    for (std::size_t i = 0; i < kHashes; ++i) {
      const auto hash = static_cast<std::uint32_t>(base::mix(run, i + 1) >> 32);
      signature[i] = std::min(signature[i], hash);
    }
  }
  return signature;
}

double likeness_of(const Signature& a, const Signature& b) {
  std::size_t equal = 0;
  for (std::size_t i = 0; i < kHashes; ++i) equal += a[i] == b[i];
  return static_cast<double>(equal) / kHashes;
}

std::uint64_t band_key(const Signature& signature, std::size_t band) {
  std::uint64_t key = band;
  for (std::size_t i = 0; i < kBandSize; ++i) key = base::mix(key, signature[band * kBandSize + i]);
  return key;
}

std::string whole_text(const records::Listing& listing) {
  return fmt::format("{}\n{}", listing.title, listing.text);
}

// The CAS numbers whose check digit holds, sorted, each once.
std::vector<std::uint64_t> read_numbers(std::string_view text) {
  std::vector<goods::CasMention> mentions;
  goods::find_cas(text.substr(0, kTextBytesMax), mentions);
  std::vector<std::uint64_t> numbers;
  for (const goods::CasMention& mention : mentions) {
    if (mention.has_dashes && mention.number.problem == goods::CasProblem::none)
      numbers.push_back(mention.number.digits);
  }
  std::ranges::sort(numbers);
  numbers.erase(std::ranges::unique(numbers).begin(), numbers.end());
  return numbers;
}

}  // namespace

struct ListingTexts::State {
  struct Founder {
    Signature signature;
    RowId mark_id;
  };
  std::vector<Founder> founders;
  // By band; what many texts share tells nothing, so a band stops at kMeetingsMax.
  absl::flat_hash_map<std::uint64_t, absl::InlinedVector<std::uint32_t, 1>> by_band;

  // The founder most like it, the older of two.
  std::pair<const Founder*, double> find(const Signature& signature) const {
    std::pair<const Founder*, double> best{nullptr, 0};
    for (std::size_t band = 0; band < kBands; ++band) {
      const auto found = by_band.find(band_key(signature, band));
      if (found == by_band.end()) continue;
      for (const std::uint32_t index : found->second) {
        const double likeness = likeness_of(signature, founders[index].signature);
        if (likeness > best.second ||
            (likeness == best.second && best.first != nullptr && &founders[index] < best.first))
          best = {&founders[index], likeness};
      }
    }
    return best;
  }

  void found_mark(const Signature& signature, RowId mark_id) {
    const auto index = static_cast<std::uint32_t>(founders.size());
    founders.push_back({signature, mark_id});
    for (std::size_t band = 0; band < kBands; ++band) {
      auto& texts = by_band[band_key(signature, band)];
      if (texts.size() < kMeetingsMax) texts.push_back(index);
    }
  }

  void mark_text(const records::Listing& listing, std::string_view text,
                 std::vector<ListingMark>& marks) {
    const std::vector<std::uint64_t> runs = read_runs(text);
    if (runs.size() < kFewestRuns) return;
    const Signature signature = sign(runs);
    const auto [founder, likeness] = find(signature);
    const bool is_known = likeness >= kNearlyTheSame;
    const RowId mark_id =
        is_known ? founder->mark_id : records::make_row_id("text", listing.listing_row_id, "");
    if (!is_known) found_mark(signature, mark_id);
    marks.push_back(
        {listing.listing_row_id, mark_id, "text", is_known ? likeness : 1, listing.known_at});
  }
};

ListingTexts::ListingTexts() : state_(std::make_unique<State>()) {}
ListingTexts::ListingTexts(ListingTexts&&) noexcept = default;
ListingTexts& ListingTexts::operator=(ListingTexts&&) noexcept = default;
ListingTexts::~ListingTexts() = default;

std::vector<ListingMark> ListingTexts::advance(const records::Listing& listing) {
  std::vector<ListingMark> marks;
  const std::string text = whole_text(listing);
  state_->mark_text(listing, text, marks);
  const std::vector<std::uint64_t> numbers = read_numbers(text);
  if (numbers.size() >= kFewestNumbers) {
    std::uint64_t key = 0;
    for (const std::uint64_t number : numbers) key = base::mix(key, number);
    marks.push_back({listing.listing_row_id, records::make_row_id("cas_set", RowId{key}, ""),
                     "cas_set", 1, listing.known_at});
  }
  return marks;
}

double text_likeness(std::string_view a, std::string_view b) {
  const std::vector<std::uint64_t> runs_a = read_runs(a), runs_b = read_runs(b);
  std::vector<std::uint64_t> both, all;
  std::ranges::set_intersection(runs_a, runs_b, std::back_inserter(both));
  std::ranges::set_union(runs_a, runs_b, std::back_inserter(all));
  return all.empty() ? 0 : static_cast<double>(both.size()) / static_cast<double>(all.size());
}

}  // namespace chokepoint::network

// Which listings say nearly the same, and which offer the same set of substances by number.
//
// A text is the set of its runs of three words, without words that hold digits (prices, phones,
// numbers of goods), so that one seller's template is one text whatever it sells; a Han character
// is a word. Two texts are compared by MinHash (48 hashes, found by 12 bands of 4): at a likeness
// of 0.75 a pair is found with a chance of 0.99, and the estimate is off by 0.06. A text is held
// against the one that founded its mark, so that likeness never chains. Fewer than 12 runs, or
// fewer than three CAS numbers, say nothing. Paper: Broder, On the resemblance and containment of
// documents, 1997.
//
// Memory: some 900 bytes a distinct text. The result depends on the order of listings alone.
#pragma once

#include <memory>
#include <vector>

#include "network/network_rows.h"
#include "records/feeds.h"

namespace chokepoint::network {

class ListingTexts {
 public:
  ListingTexts();
  ListingTexts(ListingTexts&&) noexcept;
  ListingTexts& operator=(ListingTexts&&) noexcept;
  ~ListingTexts();

  // The marks that this listing bears: at most one text and one set of CAS numbers.
  std::vector<ListingMark> advance(const records::Listing& listing);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// 0..1, exact; the twin of what the marks estimate. For tests.
double text_likeness(std::string_view a, std::string_view b);

}  // namespace chokepoint::network

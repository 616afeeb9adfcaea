// Any bytes as a description: no crash, and what is found lies where it is said to lie.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "goods/catalogue_for_test.h"
#include "goods/recognise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace chokepoint::goods;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static RecogniseScratch scratch;
  static std::vector<Recognition> found;
  recognise(catalogue_for_test(), {text, {}, {}, {}, false}, scratch, found);
  for (const Recognition& recognition : found) {
    CHECK(recognition.thing < catalogue_for_test().things().size());
    CHECK(recognition.confidence > 0 && recognition.confidence <= 1);
    CHECK(!recognition.matched_text.empty());
    CHECK(recognition.matched_text.data() >= text.data());
    CHECK(recognition.matched_text.data() + recognition.matched_text.size() <=
          text.data() + text.size());
  }
  FoldedText folded;
  fold_text(text, folded);
  CHECK(folded.starts.size() == folded.size() && folded.ends.size() == folded.size());
  for (std::size_t i = 0; i < folded.size(); ++i)
    CHECK(folded.starts[i] < folded.ends[i] && folded.ends[i] <= size);
  return 0;
}

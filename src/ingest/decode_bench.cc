// Bytes a second of decoding, by encoding; `copy` is what memory itself allows.
#include <benchmark/benchmark.h>
#include <unicode/ucnv.h>

#include <cstring>
#include <string>
#include <vector>

#include "ingest/decode.h"

namespace chokepoint::ingest {
namespace {

std::string repeat(std::string_view line, std::size_t bytes) {
  std::string text;
  while (text.size() < bytes) text += line;
  return text;
}

std::string encode(const std::string& text, const char* encoding) {
  std::vector<char> out(text.size() * 4);
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t size =
      ucnv_convert(encoding, "UTF-8", out.data(), static_cast<std::int32_t>(out.size()),
                   text.data(), static_cast<std::int32_t>(text.size()), &error);
  return {out.data(), static_cast<std::size_t>(size)};
}

// Hands out a text that it does not own, so that the benchmark copies nothing else.
class ViewSource final : public ByteSource {
 public:
  explicit ViewSource(std::string_view text) : text_(text) {}
  Expected<std::size_t> read(std::span<char> into) override {
    const std::size_t size = std::min(into.size(), text_.size());
    if (size > 0) std::memcpy(into.data(), text_.data(), size);
    text_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view text_;
};

void run(benchmark::State& state, const std::string& bytes) {
  std::vector<char> into(256 * 1024);
  for (auto _ : state) {
    auto source = *decode(std::make_unique<ViewSource>(bytes));
    std::size_t total = 0;
    while (const std::size_t count = *source->read(into)) total += count;
    benchmark::DoNotOptimize(total);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes.size()));
}

constexpr std::size_t kBytes = std::size_t{32} << 20;
const std::string kLatin =
    "RR287043775CN,2024-03-05,Some Trading Co Ltd,5 Some Road,Wuhan,CN,machine parts,1.25\n";
const std::string kHan =
    "RR287043775CN,2024-03-05,武汉某某化工有限公司,湖北省武汉市某路5号,CN,机器零件,1.25\n";

void copy(benchmark::State& state) {
  const std::string bytes = repeat(kLatin, kBytes);
  std::vector<char> into(256 * 1024);
  for (auto _ : state) {
    ViewSource source(bytes);
    std::size_t total = 0;
    while (const std::size_t count = *source.read(into)) total += count;
    benchmark::DoNotOptimize(total);
  }
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations() * bytes.size()));
}

void decode_ascii(benchmark::State& state) {
  run(state, repeat(kLatin, kBytes));
}
void decode_utf8(benchmark::State& state) {
  run(state, repeat(kHan, kBytes));
}
void decode_gb18030(benchmark::State& state) {
  run(state, encode(repeat(kHan, kBytes), "gb18030"));
}
void decode_utf16(benchmark::State& state) {
  run(state, encode(repeat(kHan, kBytes), "UTF-16LE"));
}
void decode_broken_utf8(benchmark::State& state) {
  run(state, repeat(kHan + kHan + kHan + kHan + "\xFF", kBytes));
}

BENCHMARK(copy);
BENCHMARK(decode_ascii);
BENCHMARK(decode_utf8);
BENCHMARK(decode_gb18030);
BENCHMARK(decode_utf16);
BENCHMARK(decode_broken_utf8);

}  // namespace
}  // namespace chokepoint::ingest

import Testing

@Suite struct SampleLoaderTests {}

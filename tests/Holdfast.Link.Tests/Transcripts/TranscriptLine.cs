using System.Text.Json.Nodes;

namespace Holdfast.Link.Tests.Transcripts;

/// <summary>A message as a release wrote it.</summary>
/// <param name="Name">Tells what is in it.</param>
internal sealed record TranscriptLine(string Name, string Json)
{
    public JsonNode Parse() => JsonNode.Parse(Json)!;

    /// <summary>A line that begins with <c>##</c> is a remark, one with <c>#</c> the name of the next.</summary>
    public static IReadOnlyList<TranscriptLine> Read(string resource)
    {
        using var stream = typeof(TranscriptLine).Assembly.GetManifestResourceStream(resource);
        using var reader = new StreamReader(
            stream ?? throw new InvalidOperationException($"There is no Transcripts/{resource}: {TranscriptRules.New}")
        );
        var lines = reader
            .ReadToEnd()
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Where(line => !line.StartsWith("##", StringComparison.Ordinal));
        return [.. lines.Chunk(2).Select(pair => new TranscriptLine(pair[0].TrimStart('#', ' '), pair[1]))];
    }
}

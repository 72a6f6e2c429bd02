using System.Text.Json;
using Holdfast.Link.Channels;
using Holdfast.Link.Messages;

namespace Holdfast.Fuzz.Targets;

/// <summary>Messages between portal and node.</summary>
internal sealed class LinkMessageTarget : IFuzzTarget
{
    public string Name => "link-messages";

    public IReadOnlyList<string> Words =>
        [
            "\"type\":",
            "null",
            "[",
            "]",
            "{",
            "}",
            "\"",
            ":",
            ",",
            "-1",
            "1e999",
            "\"changes\":",
            "\"peers\":",
            "\"revision\":",
            "\\ud800",
        ];

    public IEnumerable<byte[]> Samples => [LinkJson.Write(new Goodbye("closing"))];

    /// <summary><see cref="LinkJson.Read"/> promises a message or a <see cref="JsonException"/>.</summary>
    public void Take(ReadOnlySpan<byte> input)
    {
        try
        {
            LinkJson.Write(LinkJson.Read(input));
        }
        catch (JsonException)
        {
            // Refused, as promised.
        }
    }
}

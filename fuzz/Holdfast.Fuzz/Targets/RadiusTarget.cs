using Holdfast.Identity.Radius;

namespace Holdfast.Fuzz.Targets;

/// <summary>What comes to the port of a question: nothing that is not signed is ever an answer.</summary>
internal sealed class RadiusTarget : IFuzzTarget
{
    private static readonly RadiusRequest Request = RadiusRequest.Create(
        "anna",
        "hers",
        [1, 2, 3],
        "holdfast",
        "shared secret"u8.ToArray(),
        id: 7,
        new byte[16]
    )!;

    public string Name => "radius";

    public IReadOnlyList<string> Words => ["\u0050\u0012", "\u0002\u0007", "\u000b\u0007", "\u0018\u0004"];

    public IEnumerable<byte[]> Samples =>
        [
            Request.Packet,
            RadiusRequest.Write(
                RadiusCode.AccessAccept,
                7,
                new byte[16],
                [new(RadiusType.MessageAuthenticator, new byte[16]), new(RadiusType.FilterId, "staff"u8.ToArray())]
            ),
        ];

    public void Take(ReadOnlySpan<byte> input)
    {
        if (Request.Read(input.ToArray()) is not null)
        {
            throw new BrokenPromiseException("An answer that nobody signed.");
        }
    }
}

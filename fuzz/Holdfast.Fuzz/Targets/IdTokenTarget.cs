using System.Text;
using Holdfast.Identity.Oidc;

namespace Holdfast.Fuzz.Targets;

/// <summary>Tokens of a provider: none that no key has signed is believed, whatever it says.</summary>
internal sealed class IdTokenTarget : IFuzzTarget
{
    private static readonly IReadOnlyList<ProviderKey> Keys = ProviderKey.ParseSet(
        """
        {"keys":[{"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
        "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"}]}
        """u8
    )!;

    public string Name => "id-token";

    public IReadOnlyList<string> Words => [".", "eyJhbGciOiJub25lIn0", "eyJhbGciOiJFUzI1NiJ9", "e30", "AAAA", "-", "_"];

    public IEnumerable<byte[]> Samples => ["eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJhIiwiYXVkIjoidXMifQ.AAAA"u8.ToArray()];

    public void Take(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        var wanted = new IdTokenWanted("a", "us", Nonce: null);
        if (IdToken.Check(text, Keys, wanted, DateTimeOffset.UnixEpoch, out _) == IdTokenRefusal.None)
        {
            throw new BrokenPromiseException("A token that nobody signed is believed.");
        }
    }
}

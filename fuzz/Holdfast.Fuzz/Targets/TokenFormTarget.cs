using System.Text;
using Holdfast.OAuth.Parameters;

namespace Holdfast.Fuzz.Targets;

/// <summary>The body of a request to the token endpoint, and the query of one to the authorization endpoint.</summary>
internal sealed class TokenFormTarget : IFuzzTarget
{
    public string Name => "token-form";

    public IReadOnlyList<string> Words =>
        [
            "grant_type=",
            "authorization_code",
            "refresh_token",
            "client_id=",
            "&",
            "=",
            "%",
            "%00",
            "%ff",
            "%c3%28",
            "+",
        ];

    public IEnumerable<byte[]> Samples => [];

    public void Take(ReadOnlySpan<byte> input)
    {
        OAuthParameters.FromForm(input);
        OAuthParameters.FromQuery(Encoding.UTF8.GetString(input));
        OAuthParameters.FromQuery(Encoding.Latin1.GetString(input));
    }
}

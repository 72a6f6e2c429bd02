using System.Text;
using Holdfast.OAuth.Bearer;
using Holdfast.OAuth.Tokens;

namespace Holdfast.Fuzz.Targets;

/// <summary>Access and refresh tokens, and the header that brings them.</summary>
internal sealed class TokenTarget : IFuzzTarget
{
    private static readonly TokenKeyRing Keys = new(new TokenKey(7, new byte[TokenKey.Length]));
    private static readonly TokenSet Good = Issue();
    private static readonly HashSet<string> Ours = [Good.AccessToken, Good.RefreshToken];
    private readonly TokenReader reader = new(Keys);

    public string Name => "tokens";

    public IReadOnlyList<string> Words => ["Bearer ", "hfa", "hfr", "=", "==", "AAAA", "\u00ff"];

    public IEnumerable<byte[]> Samples =>
        new[] { Good.AccessToken, Good.RefreshToken, $"Bearer {Good.AccessToken}" }.Select(Encoding.ASCII.GetBytes);

    public void Take(ReadOnlySpan<byte> input)
    {
        var text = Encoding.UTF8.GetString(input);
        var token = BearerHeader.Token(text) ?? text;
        var opened = reader.TryReadAccess(token, out _) || reader.TryReadRefresh(token, out _);
        if (opened && !Ours.Contains(token))
        {
            throw new BrokenPromiseException($"A token that was never issued is accepted: {token}");
        }
    }

    private static TokenSet Issue()
    {
        var authorization = new AuthorizationState
        {
            Id = new Guid(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
            ClientId = "app",
            Generation = 1,
            GeneratedAt = DateTimeOffset.UnixEpoch,
            ExpiresAt = DateTimeOffset.UnixEpoch.AddYears(100),
        };
        return new TokenIssuer(Keys).Issue(authorization, 1, DateTimeOffset.UnixEpoch, TimeSpan.FromHours(1));
    }
}

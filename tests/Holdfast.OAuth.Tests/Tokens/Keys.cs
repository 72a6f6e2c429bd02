using Holdfast.OAuth.Tokens;

namespace Holdfast.OAuth.Tests.Tokens;

/// <summary>Keys and an authorization for tests.</summary>
internal static class Keys
{
    public static readonly TokenKey First = new(1, Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());

    public static readonly TokenKey Second = new(2, Enumerable.Range(32, 32).Select(i => (byte)i).ToArray());

    public static readonly TokenKeyRing Ring = new(First);

    public static readonly TokenIssuer Issuer = new(Ring);

    public static readonly TokenReader Reader = new(Ring);

    public static readonly DateTimeOffset Now = new(2030, 1, 2, 3, 4, 5, 678, TimeSpan.Zero);

    public static readonly AuthorizationState Authorization = new()
    {
        Id = new Guid("00112233-4455-6677-8899-aabbccddeeff"),
        ClientId = "org.eduvpn.app.linux",
        Generation = 3,
        GeneratedAt = Now,
        ExpiresAt = Now.AddDays(90),
    };
}

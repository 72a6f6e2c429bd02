using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Holdfast.Data.Factors;
using Holdfast.Data.Users;
using Holdfast.Identity.Passkeys;

namespace Holdfast.Portal.Features.Factors;

/// <summary>What browsers are asked to do with passkeys: the options of WebAuthn level 2, sections 5.4 and 5.5, as JSON.</summary>
public sealed class PasskeyRequests(FormTickets tickets, PortalOptions options)
{
    /// <summary>What a passkey that signs in alone is asked for.</summary>
    public const string SignIn = "passkey/sign-in";

    /// <summary>WebAuthn level 2, section 13.4.3 wants 16 at least.</summary>
    private const int ChallengeLength = 32;

    /// <summary>In the order in which they are liked best: EdDSA, ES256, RS256.</summary>
    private static readonly int[] Algorithms = [-8, -7, -257];

    /// <summary>Null: browsers make no passkeys for this address.</summary>
    public RelyingParty? Party { get; } = RelyingParty.At(new Uri(options.PublicUrl));

    public static string ProofOf(Guid userId) => $"passkey/proof/{userId}";

    public static string CreationOf(Guid userId) => $"passkey/creation/{userId}";

    /// <summary>Null: no passkeys here.</summary>
    /// <param name="allowed">Empty: whichever the person has.</param>
    public PasskeyRequest? ToUse(string purpose, IReadOnlyList<Passkey> allowed) =>
        Party is not { } party
            ? null
            : Request(
                purpose,
                challenge => new
                {
                    challenge,
                    timeout = Timeout,
                    rpId = party.Id,
                    userVerification = "required",
                    allowCredentials = allowed.Select(Descriptor),
                }
            );

    /// <summary>Null: no passkeys here.</summary>
    public PasskeyRequest? ToMake(User user, IReadOnlyList<Passkey> known) =>
        Party is not { } party
            ? null
            : Request(
                CreationOf(user.Id),
                challenge => new
                {
                    rp = new { id = party.Id, name = party.Id },
                    user = new
                    {
                        id = Base64Url.EncodeToString(user.Id.ToByteArray(bigEndian: true)),
                        name = user.Name,
                        displayName = user.Name,
                    },
                    challenge,
                    pubKeyCredParams = Algorithms.Select(alg => new { type = "public-key", alg }),
                    timeout = Timeout,
                    excludeCredentials = known.Select(Descriptor),
                    authenticatorSelection = new
                    {
                        residentKey = "required",
                        requireResidentKey = true,
                        userVerification = "required",
                    },
                    attestation = "none",
                }
            );

    /// <summary>The challenge that was given out; null: too long ago, or for something else.</summary>
    public byte[]? Challenge(string purpose, string ticket) =>
        tickets.Open(purpose, ticket) is { Length: ChallengeLength } challenge ? challenge : null;

    private static long Timeout => (long)FormTickets.Lifetime.TotalMilliseconds;

    private PasskeyRequest Request(string purpose, Func<string, object> about)
    {
        var challenge = RandomNumberGenerator.GetBytes(ChallengeLength);
        return new(
            JsonSerializer.Serialize(about(Base64Url.EncodeToString(challenge))),
            tickets.Seal(purpose, challenge)
        );
    }

    private static object Descriptor(Passkey passkey) =>
        new
        {
            type = "public-key",
            id = Base64Url.EncodeToString(passkey.Credential),
            transports = passkey.Transports,
        };
}

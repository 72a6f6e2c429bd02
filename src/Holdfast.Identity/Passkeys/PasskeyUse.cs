using System.Security.Cryptography;

namespace Holdfast.Identity.Passkeys;

/// <summary>Judges the use of a passkey: WebAuthn level 2, section 7.2. Pure: says what is so, and stores nothing.</summary>
public static class PasskeyUse
{
    /// <summary>Of which credential the answer claims to be; null: not an answer.</summary>
    /// <param name="json">As the page sent it; any text.</param>
    public static ClaimedPasskey? Claim(string json) =>
        PasskeyAnswer.Read(json) is { } answer ? new(answer.RawId, answer["userHandle"]) : null;

    /// <param name="json">As the page sent it; any text.</param>
    /// <param name="challenge">The one that was given out.</param>
    /// <param name="publicKey">The COSE key of the credential that the answer claims to be of.</param>
    /// <returns>The signature counter.</returns>
    public static PasskeyVerdict<UsedPasskey> Check(string json, byte[] challenge, RelyingParty party, byte[] publicKey)
    {
        if (PasskeyAnswer.Read(json) is not { } answer)
        {
            return PasskeyRefusal.Malformed;
        }

        var (client, signed) = (answer["clientDataJSON"], answer["authenticatorData"]);
        if (ClientData.Check(client, ClientData.Get, challenge, party) is var refusal and not PasskeyRefusal.None)
        {
            return refusal;
        }

        if (AuthenticatorData.Read(signed) is not { } data)
        {
            return PasskeyRefusal.Malformed;
        }

        if (!data.IsFor(party))
        {
            return PasskeyRefusal.NotForUs;
        }

        if (!data.UserPresent || !data.UserVerified)
        {
            return PasskeyRefusal.UserNotVerified;
        }

        if (CoseKey.Read(publicKey) is not { } key)
        {
            return PasskeyRefusal.NotSupported;
        }

        return key.Verifies([.. signed, .. SHA256.HashData(client)], answer["signature"])
            ? new UsedPasskey(data.Counter)
            : PasskeyRefusal.BadSignature;
    }

    /// <summary>
    /// Whether the counter says that there may be a copy of the authenticator (section 6.1.1). Noted, not refused: authenticators that
    /// are restored or synchronised count as they please.
    /// </summary>
    public static bool CountsBack(long stored, long counter) => (stored > 0 || counter > 0) && counter <= stored;
}

/// <param name="Credential">The credential id, 1 to 1023 bytes.</param>
/// <param name="UserHandle">Whose it is, as the authenticator says; empty: it does not say.</param>
public sealed record ClaimedPasskey(byte[] Credential, byte[] UserHandle);

/// <param name="Counter">How often the authenticator has signed; many always say 0.</param>
public sealed record UsedPasskey(uint Counter);

namespace Holdfast.Identity.Passkeys;

/// <summary>How much is read at most.</summary>
public static class PasskeyLimits
{
    /// <summary>Bytes of a credential id; WebAuthn level 2, section 4.</summary>
    public const int CredentialId = 1023;

    /// <summary>Characters of an answer as browsers send it. Arbitrary, may be increased.</summary>
    public const int Answer = 64 * 1024;

    /// <summary>Bytes of a COSE key. Arbitrary: RSA with 4096 bits has some 530.</summary>
    public const int PublicKey = 2048;

    /// <summary>How many a person may have. Arbitrary.</summary>
    public const int PerUser = 20;

    /// <summary>Characters of the name that its owner gives it. Arbitrary.</summary>
    public const int Name = 60;
}

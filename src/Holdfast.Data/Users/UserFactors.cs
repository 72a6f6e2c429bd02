namespace Holdfast.Data.Users;

/// <summary>With what somebody can prove more than a password.</summary>
/// <param name="App">An authenticator app.</param>
/// <param name="Passkeys">How many.</param>
/// <param name="RecoveryCodes">How many are left. They stand in for a factor, and are none by themselves.</param>
public sealed record UserFactors(bool App, int Passkeys, int RecoveryCodes)
{
    public static readonly UserFactors None = new(App: false, 0, 0);

    public bool Any => App || Passkeys > 0;

    /// <summary>How many, without recovery codes.</summary>
    public int Count => Passkeys + (App ? 1 : 0);
}

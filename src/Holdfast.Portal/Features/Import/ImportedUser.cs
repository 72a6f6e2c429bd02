namespace Holdfast.Portal.Features.Import;

/// <param name="oneTimePassword">Shown once; null: the file had a password.</param>
public sealed class ImportedUser(string name, string? oneTimePassword)
{
    public string Name => name;

    public string? OneTimePassword => oneTimePassword;
}

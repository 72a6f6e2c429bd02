namespace Holdfast.Portal.Hosting;

/// <summary>The file with the first administrator's one-time password.</summary>
public sealed class FirstPassword(PortalOptions options)
{
    /// <summary>Writes it so that only the owner may read it.</summary>
    public void Write(string password)
    {
        if (options.AdminPasswordFile is { } path)
        {
            using var file = new FileStream(
                path,
                new FileStreamOptions
                {
                    Mode = FileMode.Create,
                    Access = FileAccess.Write,
                    UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                }
            );
            using var writer = new StreamWriter(file);
            writer.WriteLine(password);
        }
    }

    /// <summary>Once another password was chosen, the file is of no use any more.</summary>
    public void Forget(string oldPassword)
    {
        if (options.AdminPasswordFile is { } path && File.Exists(path) && File.ReadAllText(path).Trim() == oldPassword)
        {
            File.Delete(path);
        }
    }
}

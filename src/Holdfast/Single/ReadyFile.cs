using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Holdfast.Homes;

namespace Holdfast.Single;

/// <summary>Tells people and scripts that all is ready, and where everything is: <c>ready.json</c> and what it names.</summary>
internal sealed class ReadyFile(HomeFolder home, ServerOptions options, RoleCommands commands)
{
    private const string AdminName = "admin";
    private const string CaName = "ca.pem";
    private const string PasswordName = "admin-password";
    private const string ProfileName = "default";

    private static readonly JsonSerializerOptions AsIs = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Otherwise the portal shows the administrator's certificate, with which our authority has nothing to do.</summary>
    private bool MakesItsOwn => options.CertificateFiles is null;

    private bool HasPassword => File.Exists(commands.AdminPasswordFile);

    public void Write()
    {
        ShowAuthority();
        ShowPassword();
        var ready = new Ready(
            options.PublicUrl,
            MakesItsOwn ? home.Show(CaName) : null,
            AdminName,
            home.Show(PasswordName),
            ProfileName,
            home.Shown
        );
        AtomicFile.Write(home.Ready, JsonSerializer.Serialize(ready, AsIs) + "\n");
    }

    public void Remove() => File.Delete(home.Ready);

    public string Announce() =>
        $"""

            Holdfast is ready.

              Portal          {options.PublicUrl}
              Trust           {(
                options.TlsCertificate is { } own
                    ? $"its certificate is yours, {own}"
                    : $"{home.Show(CaName)} signed its certificate"
            )}
              Administrator   {AdminName}
              Password        {(
                HasPassword ? $"in {home.Show(PasswordName)}, for the first sign-in" : "as you have chosen it"
            )}
              Add a user      ./holdfast user add NAME
              Stop            Ctrl-C, or kill {Environment.ProcessId}

            """;

    /// <summary>The portal may write what it likes into its own folder; only a certificate leaves it.</summary>
    private void ShowAuthority()
    {
        if (!MakesItsOwn)
        {
            File.Delete(home.At(CaName));
            return;
        }
        try
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(commands.CaFile);
            AtomicFile.Write(home.At(CaName), certificate.ExportCertificatePem() + "\n");
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException or CryptographicException)
        {
            File.Delete(home.At(CaName));
        }
    }

    /// <summary>A link: the file is gone as soon as the portal removes it.</summary>
    private void ShowPassword()
    {
        File.Delete(home.At(PasswordName));
        File.CreateSymbolicLink(home.At(PasswordName), Path.GetRelativePath(home.Path, commands.AdminPasswordFile));
    }

    private sealed record Ready(
        string Portal,
        string? Ca,
        string Admin,
        string AdminPasswordFile,
        string Profile,
        string Home
    );
}

using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Holdfast.Link.Certificates;
using Holdfast.Link.Problems;
using Holdfast.Model.Problems;

namespace Holdfast.Link.Identities;

/// <summary>
/// The file <c>identity.pem</c>: private key, certificate, and, once enrolled, the authority's certificate. One file, so that one
/// rename replaces all of it.
/// </summary>
internal static class NodeIdentityFile
{
    private const int LargestFile = 64 * 1024;

    public static Outcome<NodeIdentity> Read(string path)
    {
        try
        {
            return new FileInfo(path).Length <= LargestFile
                ? Parse(File.ReadAllText(path))
                : Unreadable(path, "It is too large.");
        }
        catch (Exception broken)
            when (broken is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException)
        {
            return Unreadable(path, broken.Message);
        }
    }

    /// <summary>Durable, then visible: written beside, flushed to the disk, renamed.</summary>
    public static void Write(string path, NodeIdentity identity)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        var next = path + ".new";
        File.Delete(next);
        using (var file = new FileStream(next, options))
        {
            file.Write(Encoding.ASCII.GetBytes(Format(identity)));
            file.Flush(flushToDisk: true);
        }
        File.Move(next, path, overwrite: true);
    }

    private static NodeIdentity Parse(string text)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPem(text);
        using var key = ECDsa.Create();
        key.ImportFromPem(text);
        using var own =
            certificates.Count > 0 ? certificates[0] : throw new CryptographicException("It holds no certificate.");
        var certificate = own.CopyWithPrivateKey(key);
        if (certificates.Count == 1)
        {
            return NodeIdentity.Fresh(certificate);
        }
        var nodeId =
            LinkTrust.NodeOf(certificate) ?? throw new CryptographicException("Its certificate names no node.");
        return NodeIdentity.Enrolled(certificate, certificates[1], nodeId);
    }

    private static string Format(NodeIdentity identity)
    {
        using var key = identity.Certificate.GetECDsaPrivateKey()!;
        var text = new StringBuilder().AppendLine(key.ExportPkcs8PrivateKeyPem());
        text.AppendLine(identity.Certificate.ExportCertificatePem());
        return identity.Authority is null
            ? text.ToString()
            : text.AppendLine(identity.Authority.ExportCertificatePem()).ToString();
    }

    private static Problem Unreadable(string path, string detail) =>
        EnrolmentProblems.IdentityUnreadable.At(path, detail);
}

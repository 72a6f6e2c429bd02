using System.Text;
using Holdfast.Model.Problems;

namespace Holdfast.Pki.Served;

/// <summary>What stands in <see cref="CertificateFiles"/>. Compared as a whole, because links and renewals leave file times as they like.</summary>
/// <param name="Certificate">Of the certificate's file.</param>
/// <param name="Key">Of the key's file; a secret.</param>
public sealed record CertificateText(string Certificate, string Key)
{
    /// <summary>Bytes a file. A chain of a few certificates has less than 20 000. Arbitrary, may be increased.</summary>
    public const int LargestFile = 256 * 1024;

    /// <returns>Both files as they are, or HF-1910.</returns>
    public static Outcome<CertificateText> Read(CertificateFiles files)
    {
        var certificate = ReadFile(files.Certificate);
        var key = files.Key is null ? certificate : ReadFile(files.Key);
        return certificate.Succeeded && key.Succeeded
            ? new CertificateText(certificate.Value, key.Value)
            : Outcome<CertificateText>.Failed([.. certificate.Problems.Concat(key.Problems).Distinct()]);
    }

    /// <summary>Both in one text, which <see cref="ServerCertificate"/> takes as well.</summary>
    public string Join() => ReferenceEquals(Certificate, Key) ? Certificate : $"{Certificate.TrimEnd()}\n{Key}";

    public override string ToString() => nameof(CertificateText);

    private static Outcome<string> ReadFile(string path)
    {
        try
        {
            using var file = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            var bytes = new byte[LargestFile + 1];
            var length = file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
            return length <= LargestFile
                ? Encoding.UTF8.GetString(bytes, 0, length)
                : KeyProblems.CertificateFiles.At(path, $"It is longer than {LargestFile} bytes.");
        }
        catch (Exception unreadable)
            when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException
            )
        {
            return KeyProblems.CertificateFiles.At(path, unreadable.Message);
        }
    }
}

using Holdfast.Model.Problems;

namespace Holdfast.Pki;

/// <summary>What can be wrong with keys and certificates: HF-1900 to HF-1999.</summary>
public static class KeyProblems
{
    public static readonly ProblemKind MasterKeyFileUnreadable = new(
        "HF-1901",
        "The file with the master keys cannot be read or made",
        "Give the user that the portal runs as the right to read it and to write in its folder."
    );

    public static readonly ProblemKind MasterKeyFileTooOpen = new(
        "HF-1902",
        "Others may read or change the file with the master keys",
        "If nobody untrusted could have read it, run: chmod 600 FILE. Otherwise put a new key in its first line, keep the old one "
            + "below, and have all secrets sealed again."
    );

    public static readonly ProblemKind MasterKeyFileDamaged = new(
        "HF-1903",
        "The file with the master keys is damaged",
        "Each line is one key, 44 characters of base64, or a comment that starts with #. Restore the file from your backup: "
            + "without its keys the secrets in the database cannot be opened."
    );

    public static readonly ProblemKind UnknownMasterKey = new(
        "HF-1904",
        "A secret is sealed with a master key that is not here",
        "Add the master key with which it was sealed as a further line of the master key file. If the database comes from another "
            + "machine, copy that machine's file."
    );

    public static readonly ProblemKind SecretDamaged = new(
        "HF-1905",
        "A sealed secret cannot be opened",
        "It was changed, cut off or moved to another place in the database. Restore the database from your backup."
    );

    public static readonly ProblemKind AuthorityUnreadable = new(
        "HF-1906",
        "A certificate authority cannot be loaded",
        "Its certificate and key in the database do not fit or are damaged. Restore the database from your backup."
    );

    public static readonly ProblemKind RequestUnreadable = new(
        "HF-1907",
        "A certificate request cannot be read",
        "It must be a PKCS#10 request in PEM, signed with its own key. Update the machine that sent it."
    );

    public static readonly ProblemKind RequestKeyRefused = new(
        "HF-1908",
        "A certificate request has a key that is not allowed",
        "Keys are ECDSA on P-256 or P-384. Update the machine that sent the request."
    );

    public static readonly ProblemKind AuthorityExpired = new(
        "HF-1909",
        "A certificate authority has expired",
        "Check the machine's clock. If it is right, make a new authority."
    );

    public static readonly ProblemKind CertificateFiles = new(
        "HF-1910",
        "The TLS certificate cannot be read",
        "Name a PEM file with the certificate chain, the server's own first, and one with its private key."
    );

    public static readonly ProblemKind PrivateKeyEncrypted = new(
        "HF-1911",
        "The private key of the TLS certificate is encrypted",
        "Nobody is there to type a passphrase at a start; write the key without one: openssl pkey -in KEY -out PLAIN."
    );

    public static readonly ProblemKind PrivateKeyForeign = new(
        "HF-1912",
        "The private key does not belong to the TLS certificate",
        "Name the key for which the first certificate in the file was issued."
    );

    public static readonly ProblemKind CertificateOutOfTime = new(
        "HF-1913",
        "The TLS certificate is not valid now",
        "Renew it; the new files are used without a restart. If it has just been issued, correct the machine's clock."
    );

    public static readonly ProblemKind CertificateForOtherName = new(
        "HF-1914",
        "The TLS certificate is for another name",
        "Start with --host-name and the name in the certificate, or get a certificate for the name that clients use."
    );

    public static readonly ProblemKind SecretLineUnreadable = new(
        "HF-1915",
        "This is not a secret of a portal",
        "Run holdfast portal secret on the machine of a portal that runs, and copy the whole line."
    );

    public static readonly ProblemKind SecretForeign = new(
        "HF-1916",
        "The secret does not belong to this database",
        "All portals of a database have the same secret. Run holdfast portal secret on the machine of one that runs, and give that to "
            + "holdfast setup portal; or name the other database."
    );
}

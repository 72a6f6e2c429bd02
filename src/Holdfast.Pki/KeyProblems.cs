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
}

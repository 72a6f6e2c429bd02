using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Link.Certificates;
using Holdfast.Link.Problems;
using Holdfast.Model.Problems;

namespace Holdfast.Link.Identities;

/// <summary>The node's identity on its disk, and the one in force. The listener uses a new one for the next connection, without a restart.</summary>
public sealed class NodeIdentityStore
{
    public const string FileName = "identity.pem";

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly Lock _changing = new();
    private volatile NodeIdentity _current;
    private ECDsa? _nextKey;

    private NodeIdentityStore(string path, NodeIdentity current, TimeProvider time)
    {
        _path = path;
        _current = current;
        _time = time;
    }

    public NodeIdentity Current => _current;

    /// <summary>Reads the identity, or makes the first one: a key and a self-signed certificate.</summary>
    /// <param name="folder">Must exist.</param>
    public static Outcome<NodeIdentityStore> Open(string folder, TimeProvider time)
    {
        var path = Path.Combine(folder, FileName);
        if (!File.Exists(path))
        {
            return Create(path, time);
        }
        var read = NodeIdentityFile.Read(path);
        return read.Succeeded
            ? new NodeIdentityStore(path, read.Value, time)
            : Outcome<NodeIdentityStore>.Failed(read.Problems);
    }

    /// <summary>PKCS#10 for the key in force, PEM: for the enrolment.</summary>
    public string CreateRequest()
    {
        using var key = Current.Certificate.GetECDsaPrivateKey()!;
        return Request(key);
    }

    /// <summary>PKCS#10 for a fresh key, PEM: for the renewal. The key waits here for <see cref="CompleteRenewal"/>.</summary>
    public string BeginRenewal()
    {
        lock (_changing)
        {
            _nextKey?.Dispose();
            _nextKey = LinkCertificates.CreateKey();
            return Request(_nextKey);
        }
    }

    /// <summary>Checks the certificate that came for the last <see cref="BeginRenewal"/>, stores it with its key, and puts it in force.</summary>
    /// <param name="certificate">PEM, the node's own first.</param>
    public Outcome<NodeIdentity> CompleteRenewal(string certificate)
    {
        lock (_changing)
        {
            if (_nextKey is null || Current is not { Authority: { } authority, NodeId: { } nodeId })
            {
                return Refused("No renewal was asked for.");
            }
            var adopted = Adopt(certificate, authority, nodeId, _nextKey);
            if (adopted.Succeeded)
            {
                _nextKey.Dispose();
                _nextKey = null;
            }
            return adopted;
        }
    }

    /// <summary>Stores what the enrolment brought and puts it in force.</summary>
    public Outcome<NodeIdentity> CompleteEnrolment(string certificate, X509Certificate2 authority, string nodeId)
    {
        lock (_changing)
        {
            using var key = Current.Certificate.GetECDsaPrivateKey()!;
            return Adopt(certificate, authority, nodeId, key);
        }
    }

    private static Outcome<NodeIdentityStore> Create(string path, TimeProvider time)
    {
        using var key = LinkCertificates.CreateKey();
        var request = new CertificateRequest("CN=Holdfast node", key, HashAlgorithmName.SHA256);
        var now = time.GetUtcNow();
        var certificate = request.CreateSelfSigned(
            now - LinkCertificates.ClockTolerance,
            now + LinkCertificates.SelfSignedLife
        );
        var identity = NodeIdentity.Fresh(certificate);
        try
        {
            NodeIdentityFile.Write(path, identity);
            return new NodeIdentityStore(path, identity, time);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            return EnrolmentProblems.IdentityUnreadable.At(path, broken.Message);
        }
    }

    private Outcome<NodeIdentity> Adopt(string certificate, X509Certificate2 authority, string nodeId, ECDsa key)
    {
        try
        {
            using var own = X509Certificate2.CreateFromPem(certificate);
            if (LinkTrust.CheckNode(own, authority, nodeId, _time.GetUtcNow()) is { } problem)
            {
                return problem.Kind == LinkProblems.OutOfDate
                    ? EnrolmentProblems.ClockOff.At(nodeId, problem.Detail)
                    : problem;
            }
            var identity = NodeIdentity.Enrolled(own.CopyWithPrivateKey(key), authority, nodeId);
            NodeIdentityFile.Write(_path, identity);
            return _current = identity;
        }
        catch (Exception broken) when (broken is CryptographicException or ArgumentException)
        {
            return Refused(broken.Message);
        }
    }

    private static string Request(ECDsa key) =>
        new CertificateRequest("CN=Holdfast node", key, HashAlgorithmName.SHA256).CreateSigningRequestPem();

    private static Problem Refused(string detail) => EnrolmentProblems.CertificateRefused.At("certificate", detail);
}

using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Messages;

/// <summary>A member is suspect or dead, as long as it has no newer record than this.</summary>
public sealed record Verdict(HostId Host, RecordStamp Stamp, HostStatus Status) : MeshMessage;

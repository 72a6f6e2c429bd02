using Holdfast.Mesh.Members;

namespace Holdfast.Mesh.Messages;

public readonly record struct SummaryEntry(HostId Host, RecordStamp Stamp, HostStatus Status);

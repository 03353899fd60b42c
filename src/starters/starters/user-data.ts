/** What the CloudWatch agent reports, under the dimensions that the alarms watch. */
const agent = {
  metrics: {
    namespace: 'CWAgent',
    append_dimensions: { InstanceId: '${aws:InstanceId}' },
    aggregation_dimensions: [['InstanceId'], ['InstanceId', 'path']],
    metrics_collected: {
      mem: { measurement: ['mem_used_percent'] },
      swap: { measurement: ['swap_used_percent'] },
      disk: {
        measurement: ['used_percent'],
        resources: ['/data'],
        drop_device: true,
        ignore_file_system_types: ['sysfs', 'tmpfs'],
      },
    },
  },
};

/** Runs once, when an instance starts for the first time: the data volume, then the CloudWatch agent. */
export const userData = `#!/bin/bash
set -euo pipefail
# The volume is attached a little after the instance has started.
for try in $(seq 1 60); do [ -e /dev/sdf ] && break; sleep 5; done
blkid /dev/sdf || mkfs -t xfs /dev/sdf
mkdir -p /data
grep -q ' /data ' /etc/fstab || echo "UUID=$(blkid -s UUID -o value /dev/sdf) /data xfs defaults,nofail 0 2" >> /etc/fstab
mount -a
dnf install -y amazon-cloudwatch-agent
cat > /opt/aws/amazon-cloudwatch-agent/etc/broker.json <<'JSON'
${JSON.stringify(agent, null, 2)}
JSON
/opt/aws/amazon-cloudwatch-agent/bin/amazon-cloudwatch-agent-ctl -a fetch-config -m ec2 -s -c file:/opt/aws/amazon-cloudwatch-agent/etc/broker.json
`;
